"""The door for Python programs: a chronology opened, asked and appended to."""
