"""Measurements: each beside its floor, in one run, as a ratio."""
