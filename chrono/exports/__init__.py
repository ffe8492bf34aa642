"""Exports: a log or an account of it, in the forms that others read."""
