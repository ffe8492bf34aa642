"""The Python API: a chronology opened, asked and appended to."""
