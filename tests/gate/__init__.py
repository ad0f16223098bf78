"""What the gate runs, in which order, and what it says of it."""
