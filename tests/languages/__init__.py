"""Tools for the catalogues: what is written in one script, written in another."""
