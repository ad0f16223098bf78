"""What a public page says: rows become plain values that a template prints."""
