"""The entries of a log, whatever their subject: events, claims, kinds, acts and their order."""
