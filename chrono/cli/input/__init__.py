"""From what was typed to what is asked: options, drafts, completion, and the log that is meant."""
