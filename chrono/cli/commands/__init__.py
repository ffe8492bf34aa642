"""The verbs, one file each: translate what was typed, call, and show the answer."""
