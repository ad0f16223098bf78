"""What every template may use; the same for every visitor."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Return the portal's name and whether this is a newcomer's machine."""
    return {"portal_name": settings.PORTAL_NAME, "is_debug": settings.DEBUG}
