"""The words that a page explains: which, and where they stand."""
