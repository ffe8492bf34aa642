"""Text and JSON to entries: strict structuring, versions of kinds, and every fault at once."""
