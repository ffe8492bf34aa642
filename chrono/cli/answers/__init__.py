"""What verbs do when they are called, imported only then, so that -h and Tab start fast."""
