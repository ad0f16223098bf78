"""Comparing what we hold with the registry: in batches, paced, to be gone on with."""
