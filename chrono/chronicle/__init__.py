"""Chronologies as text: reading the files that people write, and planning what they change."""
