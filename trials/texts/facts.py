"""Practical facts of taking part: what they are called, and how one asks for them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FactName:
    """A fact's name on a tile, and the question where nobody has told it."""

    name: Promise
    question: Promise


FACTS = {
    "visits": FactName(_("Visits"), _("How many visits are there?")),
    "rhythm": FactName(_("How often"), _("How often does one come?")),
    "length": FactName(_("One visit takes"), _("How long does one visit take?")),
    "nights": FactName(_("Nights away"), _("Does one stay overnight? How often?")),
    "total": FactName(_("Altogether"), _("How long does it take from start to end?")),
    "paid": FactName(_("What is paid"), _("What is paid: travel, meals, lost wages?")),
    "costs": FactName(_("What it costs"), _("Is there anything we pay ourselves?")),
    "company": FactName(_("Who may come along"), _("Who may come along?")),
    "languages": FactName(_("Languages"), _("Which languages does the team speak?")),
    "access": FactName(
        _("Parking and wheelchair"), _("Is there parking, and a way for a wheelchair?")
    ),
    "home": FactName(_("From home"), _("What can be done from home?")),
    "after": FactName(_("What happens after"), _("What happens after the study?")),
}
