"""Mail me this page: once, to an address that somebody types."""
