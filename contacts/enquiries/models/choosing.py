"""Which enquiries: whose they are, what stands first, what a few letters find."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Replace

from contacts.enquiries.models.name_index import word_hashes
from contacts.enquiries.models.states import EnquiryState
from contacts.enquiries.page_codes import code_hash, read_code
from contacts.teams.models.reach import sites_of, study_teams_of, works_at_desk


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Staff reach an enquiry only through `visible_to`."""

    def visible_to(self, user: User) -> "EnquiryQuerySet":
        """Return what a staff member may see: their sites', or all at the desk.

        The team of a whole study sees what came to it.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if works_at_desk(user):
            return self
        of_sites, teams = Q(site__in=sites_of(user)), study_teams_of(user)
        return self.filter(of_sites | Q(team__in=teams) if teams else of_sites)

    def real(self) -> "EnquiryQuerySet":
        """Enquiries of families; a rehearsal is nobody's and counts nowhere."""
        return self.filter(is_rehearsal=False)

    def unopened(self) -> "EnquiryQuerySet":
        """Enquiries that nobody at the site has read."""
        return self.filter(opened_at__isnull=True)

    def unread(self) -> "EnquiryQuerySet":
        """Enquiries in which nobody at the site has read the newest message."""
        return self.filter(is_unread=True)

    def open(self) -> "EnquiryQuerySet":
        """Enquiries that are not closed."""
        return self.exclude(state=EnquiryState.CLOSED)

    def waiting(self) -> "EnquiryQuerySet":
        """Enquiries whose family waits for the team."""
        return self.filter(state=EnquiryState.WAITING)

    def unmarked(self) -> "EnquiryQuerySet":
        """Enquiries that the search knows nothing of yet; inbox/marks/."""
        return self.filter(marked_for__isnull=True)

    def awake(self, now: datetime) -> "EnquiryQuerySet":
        """Enquiries that nobody has put off to a later day."""
        return self.filter(Q(snoozed_until__isnull=True) | Q(snoozed_until__lte=now))

    def actionable(self, now: datetime) -> "EnquiryQuerySet":
        """Enquiries with which the portal itself has to do something now."""
        return self.filter(next_action_at__lte=now).order_by("next_action_at", "pk")

    def named(self, text: str) -> "EnquiryQuerySet":
        """Enquiries of somebody with all these words in the name."""
        words = word_hashes(text)
        found = self if words else self.none()
        for word in words:
            found = found.filter(names__word_hash=word)
        return found

    def quoted_as(self, text: str) -> "EnquiryQuerySet":
        """Enquiries whose reference begins so, with or without "ENQ" and dashes."""
        word = "".join(c for c in text.upper() if c.isalnum()).removeprefix("ENQ")
        if not 2 <= len(word) <= 12:
            return self.none()
        groups = [word[at : at + 4] for at in range(0, len(word), 4)]
        begin = "-".join(["ENQ", *groups])
        # SQLite's LIKE reads no index, a range does; no letter sorts after the last z.
        return self.filter(
            reference__startswith=begin,
            reference__gte=begin,
            reference__lt=f"{begin}zzzz",
        )

    def quoted_with(self, part: str) -> "EnquiryQuerySet":
        """Enquiries whose reference holds a part anywhere, dashes aside."""
        plain = Replace("reference", Value("-"))
        return self.alias(plain_reference=plain).filter(plain_reference__contains=part)

    def of_code(self, typed: str) -> Any:
        """Return the one that a family's code opens, however it was typed."""
        code = read_code(typed)
        return self.filter(code_hash=code_hash(code)).first() if code else None

    def by_urgency(self) -> "EnquiryQuerySet":
        """The ones to answer first at the front."""
        return self.order_by("-is_urgent", "answer_due_at", "pk")
