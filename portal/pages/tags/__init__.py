"""Tags of templates, of which a page uses many."""
