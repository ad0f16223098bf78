"""What the portal does with people's data: one entry for each thing that it does.

The privacy page and the records of processing print the same.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.responsible import keeping_times as times

CONSENT = _(
    "You agreed to it (in the European Union: GDPR, articles 6(1)(a) and 9(2)(a); in "
    "China: PIPL, articles 13 and 29). You can take that back at any time."
)
ORDER = _(
    "Needed to keep these pages safe and to prove what was done (GDPR, article "
    "6(1)(c) and (f); PIPL, article 13)."
)
WORK = _("Needed for the work of the people who answer (GDPR, article 6(1)(b)).")


@dataclass(frozen=True)
class Matter:
    """One purpose: what is kept for it, why, who reads it and how long."""

    key: str
    # The rooms whose models hold it.
    rooms: tuple[str, ...]
    title: Promise
    data: Promise
    purpose: Promise
    basis: Promise
    readers: Promise
    kept: Callable[[], list[str]]


MATTERS = (
    Matter(
        "enquiries",
        ("contacts.enquiries", "contacts.conversation", "contacts.mail"),
        _("When you send a message"),
        _(
            "Your name, how to reach you, for whom you ask and their age, your words "
            "(which may tell of an illness), and answers of the self-check where you "
            "ticked to send them."
        ),
        _("So that a study team can answer you."),
        CONSENT,
        _(
            "The team of the site that you chose. Where nobody there can be written "
            "to: the study's own contact, or the desk of these pages. The page names "
            "them before you send."
        ),
        times.times_of_enquiries,
    ),
    Matter(
        "alerts",
        ("contacts.alerts", "contacts.upkeep.models.watchers", "contacts.pagemails"),
        _("When you ask for news by e-mail"),
        _(
            "Your e-mail address, the conditions and the place you chose, and the "
            "month of birth if you gave it."
        ),
        _("So that we can write to you about trials that you want to hear of."),
        CONSENT,
        _("Nobody but this portal. No study team sees it."),
        times.times_of_alerts,
    ),
    Matter(
        "notes",
        ("contacts.notes",),
        _("When you write private notes"),
        _("Your notes, without your name; a key in your browser opens them."),
        _("So that you find them again."),
        CONSENT,
        _("Nobody but you, and whoever you give a link and its password to."),
        times.times_of_notes,
    ),
    Matter(
        "corrections",
        ("contacts.upkeep.models.corrections", "contacts.upkeep.models.letters"),
        _("When you tell us of a mistake"),
        _("Your words, and your e-mail address if you gave it."),
        _("So that we can put the page right and tell you."),
        CONSENT,
        _("The desk of these pages."),
        times.times_of_corrections,
    ),
    Matter(
        "staff",
        ("contacts.teams", "contacts.console"),
        _("People who answer"),
        _("Name, e-mail address, teams, and when they are away."),
        _("So that messages reach somebody who answers."),
        WORK,
        _("Colleagues of the same team, and the desk."),
        times.times_of_staff,
    ),
    Matter(
        "safety",
        ("portal", "contacts.ratelimits", "contacts.pauses"),
        _("To keep these pages safe"),
        _(
            "Which member of staff opened or changed what, and when; how many messages "
            "came from a network, as a fingerprint that names nobody."
        ),
        _("So that misuse is found and floods are held back."),
        ORDER,
        _("The desk and the people who run these pages."),
        times.times_of_safety,
    ),
)


def matter_of(module: str) -> Matter | None:
    """Return the matter that a model's module serves; the longest room wins."""
    fitting = [
        (len(room), matter.key, matter)
        for matter in MATTERS
        for room in matter.rooms
        if module == room or module.startswith(f"{room}.")
    ]
    return max(fitting)[2] if fitting else None
