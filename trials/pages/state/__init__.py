"""How a study and its places stand, in words: tone, age of the copy, what to press."""
