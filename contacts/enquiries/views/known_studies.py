"""What everybody who writes to a study meets, asked of the database once in a while.

Who is let in, and that nothing comes twice, is never decided by what is known here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from time import monotonic
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse

from contacts import trusting
from contacts.asked_studies import askable_study, recruiting_places
from contacts.enquiries.actions.routes import find_route, with_team
from contacts.enquiries.capacity import closed_among
from contacts.enquiries.consent.kept_texts import forget_texts
from contacts.enquiries.routing import GoneMeanwhileError, Route
from contacts.teams.limited_places import LimitedPlace, limited_places
from trials.models import Study, StudySite

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class KnownStudy:
    """A published study on one day; several requests read it and none changes it."""

    study: Study
    today: date
    read_at: float
    recruiting: tuple[StudySite, ...]
    limited: tuple[LimitedPlace, ...]
    # By the id of a place; None where the study as a whole is asked.
    placed: dict[int, StudySite] = field(default_factory=dict)
    routes: dict[int | None, Route] = field(default_factory=dict)

    def is_trusted(self, today: date) -> bool:
        """Whether it is young enough, and of this day."""
        return self.today == today and monotonic() - self.read_at < trusting.TRUST

    def place(self, key: str) -> StudySite | None:
        """Return the recruiting place that an address names."""
        return next((one for one in self.recruiting if one.key == key), None)

    def closed(self) -> set[int]:
        """Return the ids of places whose team is paused, or full at this moment."""
        return closed_among(self.limited, self.today)

    def with_team(self, site: StudySite | None) -> StudySite | None:
        """Return a place that brings its team along."""
        if site is None:
            return None
        if site.pk not in self.placed:
            self.placed[site.pk] = with_team(site)
        return self.placed[site.pk]

    def route(self, site: StudySite | None) -> Route:
        """Return who gets a message to a place, or to the study as a whole."""
        key = site and site.pk
        if key not in self.routes:
            self.routes[key] = find_route(self.study, site, self.today)
        return self.routes[key]


known: dict[str, KnownStudy] = {}


def known_study(registry_id: str, today: date) -> KnownStudy:
    """Return a study, at most `trusting.TRUST` seconds old; raises Http404."""
    hit = known.get(registry_id)
    if hit is None or not hit.is_trusted(today):
        forget_old(today)
        hit = known[registry_id] = read_study(registry_id, today)
    return hit


def read_study(registry_id: str, today: date) -> KnownStudy:
    """Return it as the database has it."""
    read_at = monotonic()
    study = askable_study(registry_id)
    places = recruiting_places(study)
    return KnownStudy(study, today, read_at, places, tuple(limited_places(study)))


def forget_old(today: date) -> None:
    """Keep nothing that is not trusted: one study may have a thousand places."""
    for registry_id, one in list(known.items()):
        if not one.is_trusted(today):
            known.pop(registry_id, None)


def asked_anew(view: View) -> View:
    """Ask once more where what was true a moment ago is refused.

    A study, a place, a team or a member may have gone since they were read: nothing was
    written then, and the answer is that of a request which comes now.
    """

    @wraps(view)
    def tried(
        request: HttpRequest, registry_id: str, *args: Any, **values: Any
    ) -> HttpResponse:
        was_known = registry_id in known
        try:
            return view(request, registry_id, *args, **values)
        except (IntegrityError, GoneMeanwhileError):
            if not was_known:
                raise
            known.pop(registry_id, None)
            forget_texts()
        return view(request, registry_id, *args, **values)

    return tried
