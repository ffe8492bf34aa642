"""The rule of state: what is visible as of a moment, and which claims of it leave a value."""
