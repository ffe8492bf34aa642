"""What the verbs that ask do: imported only when one is called, so that -h and Tab start fast."""
