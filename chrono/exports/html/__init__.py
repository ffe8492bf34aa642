"""The page: one HTML file with every answer of a chronology, in which a reader picks the moment."""
