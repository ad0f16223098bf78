"""What programs ask for, address by address."""
