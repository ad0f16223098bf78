"""Alerts become mails: gathered for a person, and looked at again."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from contacts.alerts.models.alerts import AlertQuerySet
from contacts.alerts.models.matching import still_true
from contacts.alerts.models.matching_sql import read_in_order
from contacts.alerts.models.subscription_conditions import read_conditions
from contacts.alerts.sentences import mails
from contacts.alerts.sentences.known_trials import KnownTrials
from contacts.mail import rendering
from contacts.mail.kinds import KINDS
from contacts.models import (
    Alert,
    EmailState,
    OutgoingEmail,
    Purpose,
    SharedWords,
    Subscription,
    SubscriptionState,
)
from portal.database.among import Among
from portal.database.bare import bare_rows
from portal.database.clock import database_now
from portal.database.pouring import insert_rows
from portal.lib.crypto import as_token, decrypt_all, read_sealed
from trials.importing.actions.news import forget
from trials.models import Study, StudySite
from trials.texts.serving import title_texts

# Trials in one mail; the others stand on the person's own page.
CAP = 10
# Alerts that are looked at for each mail: most people have one or two.
MORE = 2
# What a mail needs to know of its reader.
TOLD_BY = (
    *("language", "birth_year", "birth_month", "reach", "distance_km", "country"),
    *("x", "y", "z", "secret_token", "place_token", "email_token"),
)
# … and of an alert.
TOLD_OF = ("subscription_id", "study_id", "trigger", "site_id")
# What is at hand already is put there without a question about its database.
STUDY, SITE = Alert._meta.get_field("study"), Alert._meta.get_field("site")
# Nobody gets two mails within it, however much happens.
PAUSE = KINDS[Purpose.ALERTS].pause


def compose_mails(*, now: datetime, limit: int) -> int:
    """Write the next mails, at most `limit`; return how many."""
    return len(written_mails(now=now, limit=limit))


@transaction.atomic
def written_mails(
    *,
    now: datetime,
    limit: int,
    lease: timedelta | None = None,
    known: KnownTrials | None = None,
) -> list[OutgoingEmail]:
    """Write the next mails, at most `limit`, and return them.

    With a `lease` they are claimed as they are written: whoever calls sends them now.
    What is `known` of trials is a moment old at most.
    """
    known = known or KnownTrials(timezone.localdate(now))
    read_in_order()
    subscriptions = locked(next_subscriptions(now, limit), limit)
    queued: dict[int, list[Alert]] = defaultdict(list)
    for alert in true_alerts_of(subscriptions, now, known):
        queued[alert.subscription_id].append(alert)
    told = {pk: surest_first(alerts, known) for pk, alerts in queued.items()}
    made = write_alert_mails(subscriptions, told, now, known)
    keep_shared(known)
    if lease:
        claimed_at_birth(made, lease)
    insert_rows(made)
    note_mails(made, queued)
    Subscription.objects.filter(Among(F("pk"), queued)).update(mailed_at=now)
    return made


def claimed_at_birth(mails: list[OutgoingEmail], lease: timedelta) -> None:
    """Let mails that are not stored yet be in this worker's hands."""
    end = database_now() + lease
    for mail in mails:
        mail.state, mail.attempts, mail.next_attempt_at = EmailState.SENDING, 1, end


def note_mails(mails: list[OutgoingEmail], told: dict[int, list[Alert]]) -> None:
    """Write into the ledger which mail tells what, in one statement."""
    Alert.objects.put_in_mails(
        {
            alert.pk: mail.pk
            for mail in mails
            for alert in told[mail.subscription_id or 0]
        }
    )


def locked(chosen: Iterable[int], limit: int) -> dict[int, Subscription]:
    """Return some subscriptions that are still active and that nobody else holds."""
    rows = Subscription.objects.select_for_update(skip_locked=True).active()
    first = rows.filter(Among(F("pk"), chosen)).order_by("pk")[:limit]
    sealed = {f"{name}_token": as_token(name) for name in ("secret", "place", "email")}
    told = first.annotate(**sealed)
    found = {row.pk: open_row(row) for row in bare_rows(told, *TOLD_BY)}
    read_conditions(found)
    return found


def open_row(row: Subscription) -> Subscription:
    """Decrypt what is read of a subscription.

    Its mail's row may hold the address as it lies here: it is one person's in both.
    """
    said = vars(row)
    row.secret, row.place = decrypt_all(
        (said.pop("secret_token"), said.pop("place_token"))
    )
    row.email = read_sealed(said.pop("email_token"))
    return row


def waiting_alerts(now: datetime) -> AlertQuerySet:
    """Return alerts for whom a mail may be written now."""
    rested = Q(subscription__mailed_at=None) | Q(
        subscription__mailed_at__lte=now - PAUSE
    )
    due = Alert.objects.due(now).order_by("due_at", "subscription_id")
    return due.filter(rested, subscription__state=SubscriptionState.ACTIVE)


def next_subscriptions(now: datetime, limit: int) -> list[int]:
    """Return whose alerts have waited longest; more, for another may hold some."""
    rows = waiting_alerts(now).values_list("subscription_id", flat=True)
    return list(dict.fromkeys(rows[: limit * MORE + CAP * CAP]))[: 2 * limit]


def true_alerts_of(
    subscriptions: Collection[int], now: datetime, known: KnownTrials
) -> list[Alert]:
    """Return the waiting alerts of these people; what is no longer true is deleted."""
    if not subscriptions:
        return []
    theirs = Among(F("subscription_id"), subscriptions)
    due = Alert.objects.due(now).filter(theirs)
    alerts = list(bare_rows(due.order_by("-is_recruiting", "pk"), *TOLD_OF))
    new = {alert.study_id for alert in alerts} - known.studies.keys()
    known.studies.update(whole_studies(new))
    for alert in alerts:
        STUDY.set_cached_value(alert, known.studies[alert.study_id])
        if alert.site_id is not None:
            SITE.set_cached_value(alert, site_of(alert))
    true = still_true([alert.pk for alert in alerts], now) if alerts else set()
    if untrue := [alert for alert in alerts if alert.pk not in true]:
        drop_alerts(untrue)
    return [alert for alert in alerts if alert.pk in true]


def site_of(alert: Alert) -> StudySite | None:
    """Return the place that an alert is about, out of those of its study."""
    sites = alert.study.sites.all()
    return next((site for site in sites if site.pk == alert.site_id), None)


def whole_studies(pks: Iterable[int]) -> dict[int, Study]:
    """Return studies with all that is said of them at hand."""
    rows = Study.objects.prefetch_related(
        "sites", "condition_rows", title_texts("texts")
    )
    return rows.in_bulk(pks)


def drop_alerts(alerts: list[Alert]) -> None:
    """Delete alerts, not their subject: a study that comes back is news again."""
    Alert.objects.filter(pk__in=[alert.pk for alert in alerts]).delete()
    studies = {alert.study_id for alert in alerts}
    forget(Study.objects.filter(pk__in=studies, is_published=False))


def one_a_study(alerts: list[Alert]) -> list[Alert]:
    """Return one alert a study: that it takes people says more than that it is new."""
    found: dict[int, Alert] = {}
    for alert in alerts:
        found.setdefault(alert.study_id, alert)
    return list(found.values())


def surest_first(alerts: list[Alert], known: KnownTrials) -> list[Alert]:
    """Return what a mail tells: each study once, the surest trials first."""
    return sorted(one_a_study(alerts), key=lambda one: known.rank(one.study))


def write_alert_mails(
    readers: dict[int, Subscription],
    told: dict[int, list[Alert]],
    now: datetime,
    known: KnownTrials,
) -> list[OutgoingEmail]:
    """Return each person's mail, not yet stored.

    One step for all, then the next: that takes a processor a quarter less.
    """
    by_language: dict[str, list[Subscription]] = defaultdict(list)
    for pk in told:
        by_language[readers[pk].language].append(readers[pk])
    made = []
    for language, people in by_language.items():
        news = [(one, told[one.pk][:CAP], len(told[one.pk][CAP:])) for one in people]
        words = mails.alerts_mails(language, news, known)
        to = [one.email for one in people]
        letters = zip(to, words, strict=True)
        rows = rendering.outgoing_to_many(Purpose.ALERTS, letters, now)
        for mail, reader in zip(rows, people, strict=True):
            mail.subscription_id = reader.pk
        made += rows
    return made


def keep_shared(known: KnownTrials) -> None:
    """Store what mails share before the mails; once for all, when that is committed."""
    if new := list(known.unkept.values()):
        SharedWords.objects.keep(new, on=known.today)
        transaction.on_commit(partial(known.note_kept, new))
