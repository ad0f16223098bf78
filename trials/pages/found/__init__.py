"""What pages tell programs: search engines, crawlers, other portals."""
