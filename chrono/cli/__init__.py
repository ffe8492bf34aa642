"""The command line: thin; it translates words into questions, and answers into text."""
