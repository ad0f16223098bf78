"""What is known of the prose of a record before anybody reads its page."""
