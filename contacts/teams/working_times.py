"""What a team may say of its hours and language; migrations name these functions."""

from datetime import date
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.hospital.says import interface_languages
from portal.lib.cldr import is_language


def check_zone(name: str) -> None:
    """Refuse what is no time zone of the IANA list."""
    if name not in available_timezones():
        raise ValidationError(_("This is no time zone, such as Europe/Berlin."))


def check_language(code: str) -> None:
    """Refuse a language that the portal does not speak."""
    if code not in dict(interface_languages()):
        raise ValidationError(_("The portal does not speak this language."))


def check_languages(codes: object) -> None:
    """Refuse what is no list of languages."""
    for code in codes if isinstance(codes, list) else [None]:
        if not isinstance(code, str) or not is_language(code):
            raise ValidationError(
                _("Write each language by its code, such as de or tr.")
            )


def check_days(days: object) -> None:
    """Refuse what is no list of weekdays; without one nobody would ever work."""
    numbers = days if isinstance(days, list) else []
    is_fine = all(type(day) is int and 0 <= day <= 6 for day in numbers)
    if not numbers or not is_fine:
        raise ValidationError(_("Write a list such as [0, 1, 2]; Monday is 0."))


def check_dates(dates: object) -> None:
    """Refuse what is no list of dates in ISO form."""
    if not isinstance(dates, list):
        raise ValidationError(_("Write a list of dates such as [“2026-12-24”]."))
    for text in dates:
        try:
            is_iso = date.fromisoformat(text).isoformat() == text
        except (TypeError, ValueError):
            is_iso = False
        if not is_iso:
            raise ValidationError(_("Write each date like 2026-12-24."))


def monday_to_friday() -> list[int]:
    """Return the usual working days; Monday is 0."""
    return [0, 1, 2, 3, 4]
