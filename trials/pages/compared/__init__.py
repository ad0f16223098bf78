"""Up to four trials side by side."""
