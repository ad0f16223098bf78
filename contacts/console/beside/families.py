"""What else a family has written, of what this member may see anyway."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from contacts.models import Author, Enquiry, Message
from contacts.teams.member_names import name_of

MOST_SHOWN = 5


@dataclass(frozen=True)
class Family:
    """Other enquiries of the same address or telephone, the newest first.

    `answered` says who of the colleagues wrote to them today, and where.
    """

    others: list[Enquiry]
    answered: list[tuple[str, str]]


def family_of(enquiry: Enquiry, user: User, now: datetime) -> Family:
    """Return what somebody sees of a family beside one enquiry, and no hint of more."""
    same = [
        Q(**{name: value})
        for name in ("email_hash", "phone_hash")
        if (value := getattr(enquiry, name))
    ]
    if not same or enquiry.is_rehearsal:
        return Family([], [])
    visible = Enquiry.objects.visible_to(user).exclude(pk=enquiry.pk)
    others = visible.filter(same[0] | same[-1]).select_related("study", "site")
    shown = list(others.order_by("-created_at", "-pk")[:MOST_SHOWN])
    return Family(shown, answered_today(shown, user, now))


def answered_today(
    enquiries: list[Enquiry], user: User, now: datetime
) -> list[tuple[str, str]]:
    """Return which colleague has answered where since this morning."""
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0)
    said = Message.objects.filter(
        enquiry__in=enquiries, author=Author.SITE_TEAM, created_at__gte=morning
    )
    rows = said.exclude(written_by=user).exclude(written_by=None)
    told = rows.select_related("written_by", "enquiry").defer("body")
    pairs = [(name_of(one.written_by), one.enquiry.reference) for one in told]
    return list(dict.fromkeys(pairs))
