"""Exports: a log, or a timeline of it, in formats that other programs read."""
