"""Work that verbs share: opening, asking, calling and showing, in that order."""
