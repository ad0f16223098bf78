"""Which page of a list is asked for."""

from django.http import HttpRequest


def page_number(request: HttpRequest) -> int:
    """Return the page that the address asks for; 1 for anything else."""
    text = request.GET.get("page", "")
    is_number = text.isascii() and text.isdigit() and len(text) < 6
    return max(1, int(text)) if is_number else 1
