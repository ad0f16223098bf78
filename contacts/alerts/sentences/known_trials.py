"""Trials of alerts in words, kept for a moment for all who are told of them."""

from dataclasses import replace
from datetime import date
from time import monotonic

from django.utils.html import escape

from contacts.alerts.sentences.frames import (
    BECAUSE,
    Form,
    MailFrame,
    Words,
    frame_now,
    trial_words,
)
from contacts.alerts.sentences.places import nearest_sites
from contacts.alerts.sentences.trials import (
    AlertEntry,
    common_entry,
    condition_hashes,
    met_wishes,
)
from contacts.models import Alert, AlertReach, Subscription
from portal.pages.languages import in_own_digits
from trials.freshness.tones import RANKS
from trials.models import Study

# So long, and so many, trials in words are kept for the next mails.
SECONDS, MOST = 5.0, 5000
Forms = tuple[Form, Form]


class KnownTrials:
    """Trials, and what they are in words, for many mails at one time."""

    def __init__(self, today: date) -> None:
        self.today = today
        # Read once, however many are told of them.
        self.studies: dict[int, Study] = {}
        self.ranks: dict[int, int] = {}
        self.hashes: dict[int, set[str]] = {}
        self.entries: dict[tuple[object, ...], AlertEntry] = {}
        self.frames: dict[tuple[str, int], MailFrame] = {}
        self.forms: dict[tuple[object, ...], Forms] = {}
        self.since = monotonic()

    def is_old(self, today: date) -> bool:
        """Whether trials may have changed since, or too much is known of them."""
        is_late = monotonic() - self.since > SECONDS or self.today != today
        return is_late or len(self.forms) > MOST

    def frame(self, language: str, more: int) -> MailFrame:
        """Return everything of a mail but what is a person's own."""
        key = (language, more)
        if key not in self.frames:
            self.frames[key] = frame_now(language, more)
        return self.frames[key]

    def rank(self, study: Study) -> int:
        """Return where a trial stands in a mail: the surest come first."""
        if study.pk not in self.ranks:
            self.ranks[study.pk] = RANKS[study.judged(self.today).tone]
        return self.ranks[study.pk]

    def words(self, alert: Alert, subscription: Subscription) -> Words:
        """Return one trial as this person is told of it, in the active language."""
        if alert.study_id not in self.hashes:
            self.hashes[alert.study_id] = condition_hashes(alert.study)
        there = self.hashes[alert.study_id]
        because = in_own_digits(met_wishes(there, subscription))
        text, html = self.shared_words(alert, subscription)
        return (
            text.filled({BECAUSE: because}),
            html.filled({BECAUSE: escape(because)}),
        )

    def shared_words(self, alert: Alert, subscription: Subscription) -> Forms:
        """Return the same for all who are told of the same places."""
        key = (alert.study_id, alert.trigger, alert.site_id, *whose(subscription))
        if key not in self.forms:
            study = alert.study
            tone = study.judged(self.today).tone
            places = tuple(nearest_sites(study, subscription, tone))
            common = self.common_entry(alert, subscription.language)
            text, html = trial_words(replace(common, sites=places))
            self.forms[key] = Form(text), Form(html)
        return self.forms[key]

    def common_entry(self, alert: Alert, language: str) -> AlertEntry:
        """Return what a trial is to all readers of the active language."""
        key = (alert.study_id, alert.trigger, alert.site_id, language)
        if key not in self.entries:
            self.entries[key] = common_entry(alert, language, self.today, BECAUSE)
        return self.entries[key]


def whose(subscription: Subscription) -> tuple[object, ...]:
    """Return what the places that are named depend on, and the language."""
    place: tuple[object, ...] = ()
    if subscription.reach == AlertReach.DISTANCE:
        point = (subscription.x, subscription.y, subscription.z)
        place = (*point, subscription.distance_km)
    return subscription.language, subscription.reach, subscription.country, *place
