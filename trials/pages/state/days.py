"""Days in a sentence, no more precise than they are known."""

from datetime import date, datetime

from django.utils import timezone

from trials.pages.facts import registry_date


def day_words(day: date | datetime | None, language: str) -> str:
    """Return a day of ours in words; "" for none."""
    if isinstance(day, datetime):
        day = timezone.localdate(day)
    return registry_date(day.isoformat(), language) if day else ""


def dated(sentence: str, text: str, language: str) -> str:
    """Return a sentence with a registry's date in it; "" where there is none."""
    return sentence % {"day": registry_date(text, language)} if text else ""
