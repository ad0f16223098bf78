"""What may be an emergency: marked, and told to whoever stands in."""
