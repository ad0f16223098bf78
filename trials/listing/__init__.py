"""Lists of trials: the search, a condition, a hospital."""
