"""What an entry of the log is, whatever it is about: events, claims, kinds, acts, their order."""
