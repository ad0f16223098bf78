"""What pages are made of, by shorter ways: the same to a byte as by the long ones."""
