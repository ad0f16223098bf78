"""The hazard log: what can go wrong for a person, and which test holds its control."""
