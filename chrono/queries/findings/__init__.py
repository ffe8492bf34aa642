"""What is found in a log that is whole: what is doubtful, and what no append would take."""
