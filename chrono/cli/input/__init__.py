"""From what was typed to what is asked: options, prompts, completion, and the log that is meant."""
