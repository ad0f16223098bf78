"""A registry's record in plain sentences: fields in, words out. Pure."""
