"""From text and JSON to drafts: strict structuring, versions of kinds, all faults at once."""
