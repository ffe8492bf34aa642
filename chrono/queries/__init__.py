"""Questions to a history. It is handed in, never opened; answers are values, printed elsewhere."""
