"""From answers to what a terminal or a program reads: words, tables, rows, progress."""
