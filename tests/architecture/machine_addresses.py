"""Addresses for programs: no page of words, so no template of their name."""

CRAWLERS = {
    *("robots_txt", "sitemap_index", "sitemap_section", "web_manifest"),
    *("security_txt", "change_password"),
}
MACHINES = CRAWLERS
ARGUMENTS = {"sitemap_section": ["pages"]}
