"""Values: equal when their parts are, and knowing nothing of events, logs or files."""
