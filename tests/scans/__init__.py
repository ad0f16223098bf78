"""The portal is attacked from outside by two public scanners, on this machine alone."""
