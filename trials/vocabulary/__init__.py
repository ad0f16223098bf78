"""One vocabulary for search, alerts and pages: what people call what. Pure."""
