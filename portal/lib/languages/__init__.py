"""The languages of the interface: which are offered, and what each still lacks."""
