"""What the verbs do: imported only when one is called, so that -h and Tab start fast."""
