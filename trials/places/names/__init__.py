"""What places are called in the script of those who live there: a file by language."""
