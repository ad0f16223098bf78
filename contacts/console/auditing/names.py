"""Who did it, and to what, in words: the audit itself holds numbers alone."""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.models import Enquiry, Facility, Team
from contacts.teams.member_names import name_of
from portal.audit.erasing import erased_reference
from portal.audit.known_deeds import ERASED
from portal.audit.models import AuditEvent
from portal.keyring import lookup_secret

USER = "user:"
MARK = re.compile("[0-9A-F]{12}")
OTHERS: dict[str, Promise] = {
    "enquirer": gettext_lazy("the family"),
    "subscriber": gettext_lazy("whoever gets the alerts"),
    "mailbox": gettext_lazy("a mailbox, by its link"),
    "worker": gettext_lazy("the portal by itself"),
    "operator": gettext_lazy("a command of the operator"),
    "restore": gettext_lazy("after a restored backup"),
    "demonstration": gettext_lazy("the demonstration"),
    "nobody": gettext_lazy("somebody without an account"),
}
# Details that are numbers of rows.
ROWS = {"team": Team, "hospital": Facility, "facility": Facility}
ACCOUNTS = {"user", "member"}


class EventNames:
    """The names of all that some events speak of, asked for at once."""

    def __init__(self, events: Iterable[AuditEvent]) -> None:
        events = list(events)
        users = {number_of(one.by) for one in events if one.by.startswith(USER)}
        users |= numbers_in(events, ACCOUNTS)
        found = get_user_model().objects.in_bulk(users - {0})
        self.people = {pk: name_of(user) for pk, user in found.items()}
        self.rows = {
            name: model.objects.in_bulk(numbers_in(events, {name}))
            for name, model in ROWS.items()
        }

    def doer(self, by: str) -> str:
        """Return who did it; an account that is gone keeps its number."""
        if by.startswith(USER):
            return self.person(number_of(by))
        if by.startswith("link:"):
            return _("a mailbox, by its link")
        return str(OTHERS.get(by, by))

    def person(self, number: int) -> str:
        gone = _("account %(number)d, which is gone") % {"number": number}
        return self.people.get(number, gone)

    def details(self, event: AuditEvent) -> str:
        """Return the codes and counts of an event, rows by their names."""
        known = event.detail if isinstance(event.detail, dict) else {}
        return ", ".join(
            f"{name}: {self.value(name, value)}"
            for name, value in known.items()
            # Hashes say nothing to people, and an empty list is nothing.
            if not isinstance(value, dict) and value != []
        )

    def value(self, name: str, value: Any) -> str:
        if name in ACCOUNTS and isinstance(value, int):
            return self.person(value)
        row = self.rows.get(name, {}).get(value) if isinstance(value, int) else None
        if isinstance(value, list):
            return " ".join(str(one) for one in value)
        return str(row or value)


def number_of(by: str) -> int:
    """Return the number of an account; 0 for what is none."""
    text = by.removeprefix(USER)
    return int(text) if text.isdecimal() else 0


def numbers_in(events: list[AuditEvent], names: set[str]) -> set[int]:
    """Return the numbers of rows that events hold under some names."""
    return {
        value
        for event in events
        if isinstance(event.detail, dict)
        for name, value in event.detail.items()
        if name in names and isinstance(value, int)
    }


def mark_of(reference: str) -> str:
    """Return a mark that is the same wherever one enquiry is meant, and names none.

    It stays the same when the enquiry is erased.
    """
    if not reference or reference.startswith(ERASED):
        return reference.removeprefix(ERASED)
    return erased_reference(reference, lookup_secret()).removeprefix(ERASED)


def references_of(text: str) -> list[str]:
    """Return how rows may bear what somebody typed: a reference, or a mark."""
    text = text.strip().upper()
    if not MARK.fullmatch(text):
        return [text, erased_reference(text, lookup_secret())]
    # A mark leads back to nothing, so each reference is asked for its own.
    known = Enquiry.objects.values_list("reference", flat=True).iterator()
    return [f"{ERASED}{text}", *(one for one in known if mark_of(one) == text)]
