"""What a terminal asks, step by step, for what flags leave out; and how answers become flags."""
