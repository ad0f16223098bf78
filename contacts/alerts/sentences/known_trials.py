"""Trials of alerts in words, kept for a moment for all who are told of them."""

from collections.abc import Iterable
from datetime import date
from time import monotonic

from contacts.alerts.sentences.frames import (
    BECAUSE,
    PLACES,
    MailFrame,
    frame_now,
    places_form,
    trial_form,
)
from contacts.alerts.sentences.places import nearest_sites
from contacts.alerts.sentences.trials import (
    asked_for,
    common_entry,
    condition_hashes,
    met_wishes,
)
from contacts.mail.shared.fillings import Filling, SharedForm
from contacts.models import Alert, AlertReach, Subscription
from portal.pages.languages import in_own_digits
from trials.freshness.tones import RANKS
from trials.models import Study

# So long, and so many, trials in words are kept for the next mails.
SECONDS, MOST = 5.0, 5000
# Of places around a person's own point fewer: hardly two of many mails share them.
MOST_OWN = 500
Key = tuple[object, ...]


class KnownTrials:
    """Trials, and what they are in words, for many mails at one time."""

    def __init__(self, today: date) -> None:
        self.today = today
        # Read once, however many are told of them.
        self.studies: dict[int, Study] = {}
        self.ranks: dict[int, int] = {}
        self.hashes: dict[int, set[str]] = {}
        self.frames: dict[tuple[str, int], MailFrame] = {}
        self.forms: dict[Key, SharedForm] = {}
        self.places: dict[Key, list[Filling]] = {}
        self.own_places: dict[Key, list[Filling]] = {}
        self.wishes: dict[Key, list[str]] = {}
        # What the database may not have yet.
        self.unkept: dict[str, SharedForm] = {}
        self.since = monotonic()

    def is_old(self, today: date) -> bool:
        """Whether trials may have changed since, or too much is known of them."""
        is_late = monotonic() - self.since > SECONDS or self.today != today
        return is_late or max(map(len, (self.forms, self.places, self.wishes))) > MOST

    def frame(self, language: str, more: int) -> MailFrame:
        """Return everything of a mail but what is a person's own."""
        key = (language, more)
        if key not in self.frames:
            self.frames[key] = frame_now(language, more)
            self.let_keep(self.frames[key].form)
        return self.frames[key]

    def rank(self, study: Study) -> int:
        """Return where a trial stands in a mail: the surest come first."""
        if study.pk not in self.ranks:
            self.ranks[study.pk] = RANKS[study.judged(self.today).tone]
        return self.ranks[study.pk]

    def trials(self, alerts: Iterable[Alert], reader: Subscription) -> list[Filling]:
        """Return trials as this person is told of them, in the active language."""
        where = whose(reader)
        asked = self.asked(where, reader)
        return [self.trial(alert, reader, where, asked) for alert in alerts]

    def trial(
        self, alert: Alert, reader: Subscription, where: Key, asked: list[str]
    ) -> Filling:
        """Return one of them."""
        if alert.study_id not in self.hashes:
            self.hashes[alert.study_id] = condition_hashes(alert.study)
        there = self.hashes[alert.study_id]
        because = in_own_digits(met_wishes(there, reader, asked))
        near = self.near(alert.study, reader, where)
        form = self.form(alert, reader.language)
        return Filling(form, {BECAUSE: because, PLACES: near})

    def asked(self, where: Key, reader: Subscription) -> list[str]:
        """Return where a trial may be and for which age, as the person asked for it."""
        key = (*where, reader.place, reader.birth_year, reader.birth_month)
        if key not in self.wishes:
            self.wishes[key] = asked_for(reader)
        return self.wishes[key]

    def form(self, alert: Alert, language: str) -> SharedForm:
        """Return what a trial is to all readers of the active language."""
        key = (alert.study_id, alert.trigger, alert.site_id, language)
        if key not in self.forms:
            self.forms[key] = trial_form(common_entry(alert, language, self.today))
            self.let_keep(self.forms[key])
        return self.forms[key]

    def near(self, study: Study, reader: Subscription, where: Key) -> list[Filling]:
        """Return where it is, for all who are told of the same places; none or one."""
        key, is_own = (study.pk, *where), reader.reach == AlertReach.DISTANCE
        known = self.own_places if is_own else self.places
        if key not in known:
            if is_own and len(known) >= MOST_OWN:
                known.clear()
            sites = nearest_sites(study, reader, study.judged(self.today).tone)
            forms = [places_form(sites, is_own=is_own)] if sites else []
            known[key] = [Filling(form, {}) for form in forms]
            for form in [] if is_own else forms:
                self.let_keep(form)
        return known[key]

    def let_keep(self, form: SharedForm) -> None:
        """Note that mails name a form, so that it is stored before them."""
        self.unkept[form.digest] = form

    def note_kept(self, forms: Iterable[SharedForm]) -> None:
        """Hear that the database has them for good."""
        for form in forms:
            self.unkept.pop(form.digest, None)


def whose(subscription: Subscription) -> Key:
    """Return what the places that are named depend on, and the language."""
    place: Key = ()
    if subscription.reach == AlertReach.DISTANCE:
        point = (subscription.x, subscription.y, subscription.z)
        place = (*point, subscription.distance_km)
    return subscription.language, subscription.reach, subscription.country, *place
