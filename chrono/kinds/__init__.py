"""The kinds that chrono comes with, and how their values are printed."""
