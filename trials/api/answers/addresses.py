"""What several answers say in the same way: addresses, days, titles."""

from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import override

from portal.hospital.says import interface_languages
from portal.hospital.whole_address import whole_address


def page_in(view: str, language: str, *args: str) -> str:
    """Return the full address of a page in a language."""
    with override(language):
        return whole_address(reverse(view, args=args))


def machine_page(view: str, *args: str) -> str:
    """Return the full address of something for programs; it has no language."""
    return whole_address(reverse(view, args=args))


def in_each_language(view: str, *args: str) -> dict[str, str]:
    """Return a page's address by language."""
    return {code: page_in(view, code, *args) for code, _name in interface_languages()}


def iso(moment: date | datetime | None) -> str | None:
    """Return a day or a moment as programs write it."""
    return moment.isoformat() if moment else None
