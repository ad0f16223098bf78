"""The registry's values about a study, verbatim."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trials.freshness.tones import Tone


class OverallStatus(models.TextChoices):
    """The registry's own values, verbatim; the labels are ours."""

    RECRUITING = "RECRUITING", _("Recruiting")
    NOT_YET_RECRUITING = "NOT_YET_RECRUITING", _("Not yet recruiting")
    ENROLLING_BY_INVITATION = "ENROLLING_BY_INVITATION", _("By invitation only")
    ACTIVE_NOT_RECRUITING = "ACTIVE_NOT_RECRUITING", _("Running, no longer recruiting")
    SUSPENDED = "SUSPENDED", _("Paused")
    COMPLETED = "COMPLETED", _("Finished")
    TERMINATED = "TERMINATED", _("Stopped early")
    WITHDRAWN = "WITHDRAWN", _("Withdrawn before it began")
    UNKNOWN = "UNKNOWN", _("Not confirmed for two years or more")
    AVAILABLE = "AVAILABLE", _("Expanded access available")
    NO_LONGER_AVAILABLE = "NO_LONGER_AVAILABLE", _("Expanded access ended")
    TEMPORARILY_NOT_AVAILABLE = (
        "TEMPORARILY_NOT_AVAILABLE",
        _("Expanded access paused"),
    )
    APPROVED_FOR_MARKETING = "APPROVED_FOR_MARKETING", _("Approved for use")
    WITHHELD = "WITHHELD", _("Details withheld")


# A study team may be asked in these states; in all others the page says why not.
OPEN_STATUSES = (
    OverallStatus.RECRUITING,
    OverallStatus.NOT_YET_RECRUITING,
    OverallStatus.ENROLLING_BY_INVITATION,
    OverallStatus.AVAILABLE,
)


# How sure one can be that a study takes people. On a card a fresh one needs no word.
TONE_WORDS = {
    Tone.ASK_FIRST: _("Ask first"),
    Tone.PROBABLY_OVER: _("Probably over"),
    Tone.OVER: _("It is over"),
    Tone.CONFIRMED: _("Confirmed by the site"),
    Tone.CLOSED: _("Takes no new people"),
}


class Sex(models.TextChoices):
    """Who may take part by sex, as in the registry."""

    ALL = "ALL", _("All sexes")
    FEMALE = "FEMALE", _("Female")
    MALE = "MALE", _("Male")


class CriteriaRuling(models.TextChoices):
    """What an editor may rule where the program decides otherwise."""

    DIVIDED = "DIVIDED", _("Divide at the headings")
    WHOLE = "WHOLE", _("Show the whole text")
