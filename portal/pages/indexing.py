"""Which pages search engines may show. One table: all else says "noindex" by itself.

A page that is added is hidden until somebody writes it here, so that no page of a
person can be found because its author forgot a word.
"""

from django.http import HttpRequest

# Names of addresses without anything of a person.
INDEXABLE = frozenset(
    {
        *("home", "word_list", "condition_page", "hospital_page"),
        *("trials:study_list", "trials:study_detail", "trials:study_sites"),
        *("trials:study_changes", "trials:selfcheck_start"),
        *("contacts:subscribe", "contacts:condition_list"),
        *("contacts:about", "contacts:help_page", "contacts:privacy"),
        *("contacts:imprint", "contacts:accessibility"),
    }
)
# With a query these are another page: what somebody looked for, and where. All others
# are the same page, whatever stands behind the "?", and name the address without it.
ANSWERS_QUERIES = frozenset(
    {
        *("trials:study_list", "trials:study_sites", "trials:selfcheck_start"),
        "contacts:subscribe",
    }
)
SAFE = ("GET", "HEAD")


def is_indexable(request: HttpRequest) -> bool:
    """Whether the page at an address is for everybody to find."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if name not in INDEXABLE or request.method not in SAFE:
        return False
    return name not in ANSWERS_QUERIES or not request.META.get("QUERY_STRING")
