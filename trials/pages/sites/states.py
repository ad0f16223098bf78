"""A place speaks for itself: its own state, weighed by how sure the study's is."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from trials.freshness.tones import Tone, is_confirmed
from trials.models import SiteStatus, StudySite
from trials.pages.state.days import day_words
from trials.pages.state.tone_words import tone_word

SURE = {Tone.FRESH, Tone.CONFIRMED}
ENDED = {Tone.CLOSED, Tone.OVER}
# Django's `get_status_display` translates all of them for each place of a study.
STATUSES = dict(SiteStatus.choices)


@dataclass(frozen=True)
class PlaceState:
    """What stands beside a place: a badge, a remark, and whether it is open.

    `is_marked`: the record says that it takes people, and nothing says otherwise.
    """

    badge: str
    remark: str = ""
    is_open: bool = False
    is_marked: bool = False


def place_state(site: StudySite, tone: Tone, today: date, language: str) -> PlaceState:
    """Return how a place stands on a day."""
    said = str(STATUSES.get(site.status, site.status)) or _("State not given")
    if site.team_closed_on:
        return PlaceState(_("Takes nobody any more"), told_closed(site, language))
    if tone in ENDED:
        return PlaceState(tone_word(tone))
    told = told_open(site, today, language)
    if not site.is_recruiting:
        return PlaceState(str(said), told)
    if told:
        return PlaceState(str(said), told, is_open=True, is_marked=True)
    if tone in SURE:
        return PlaceState(str(said), is_open=True, is_marked=True)
    remark = _("In the record: %(state)s") % {"state": said}
    return PlaceState(tone_word(tone), remark, is_marked=True)


def told_open(site: StudySite, today: date, language: str) -> str:
    """Return that a place's own team says it takes people, while that counts."""
    if not is_confirmed(site.team_confirmed_on, today):
        return ""
    words = _("Confirmed by the site on %(day)s.")
    return words % {"day": day_words(site.team_confirmed_on, language)}


def told_closed(site: StudySite, language: str) -> str:
    """Return who says so: the record may still say otherwise."""
    words = _("Its team told us on %(day)s.")
    return words % {"day": day_words(site.team_closed_on, language)}


def takes_people(site: StudySite, tone: Tone) -> bool:
    """Whether a place counts as taking people, whatever words stand beside it."""
    return site.is_recruiting and tone not in ENDED
