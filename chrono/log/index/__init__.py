"""The index of a log: tables that say which entries bear on a key, and what is read by them."""
