"""Appending: what an append must know, whether drafts are admitted, and how they are written."""
