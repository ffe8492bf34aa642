"""Reading the files that people write, and planning what they change in a log."""
