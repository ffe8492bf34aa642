"""From a history to a state: what is visible, and what the claims of it leave standing."""
