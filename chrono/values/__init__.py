"""Immutable values, equal when their parts are; they know no events, logs or files."""
