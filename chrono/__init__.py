"""Ask a sourced chronology what held at any date, who says so, and what was known then."""
