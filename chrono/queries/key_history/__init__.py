"""The history of a key: each value that it held, from when to when, as vague as its dates are."""
