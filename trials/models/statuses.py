"""The registry's values about a study, verbatim."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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


class Sex(models.TextChoices):
    """Who may take part by sex, as in the registry."""

    ALL = "ALL", _("All sexes")
    FEMALE = "FEMALE", _("Female")
    MALE = "MALE", _("Male")


class CriteriaRuling(models.TextChoices):
    """What an editor may rule where the program decides otherwise."""

    DIVIDED = "DIVIDED", _("Divide at the headings")
    WHOLE = "WHOLE", _("Show the whole text")
