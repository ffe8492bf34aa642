"""Spreadsheets: the rows of a CSV file, read by a map of its columns as events."""
