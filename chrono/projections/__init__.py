"""Projections that users write: declared, folded, and compared."""
