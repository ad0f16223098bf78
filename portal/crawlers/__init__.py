"""What programs look for at fixed addresses: robots.txt, sitemaps, whom to warn."""
