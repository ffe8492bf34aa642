"""The append-only log of entries: its contract, its hash chain, and its stores."""
