"""What a page of the staff is: one definition for all that treats them otherwise.

By its address alone, so that a view cannot forget to say so.
"""

import re

from django.http import HttpRequest

# In any language; the addresses of families begin with other words.
PLACES = re.compile(r"/(?:[A-Za-z0-9-]+/)?(?:staff|admin)/")
# Where a second factor is set up, and the way out. The admin has views of such names
# too, but in a namespace of its own.
FREE = ("mfa_", "account_", "usersessions_")


def is_staff_place(request: HttpRequest) -> bool:
    """Whether an address is the staff's, be there a page or not."""
    return PLACES.match(request.path_info) is not None


def is_guarded(request: HttpRequest) -> bool:
    """Whether a page opens only to who has a second factor; its view is known."""
    match = request.resolver_match
    if match is None or not is_staff_place(request):
        return False
    return bool(match.namespaces) or not (match.url_name or "").startswith(FREE)
