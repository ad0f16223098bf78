"""One mailbox, several subscriptions: what one gives up, another may still want."""

from datetime import datetime
from typing import Any

from contacts.alerts.actions.matching import next_week
from contacts.alerts.models.matching import wanted_by_household
from contacts.models import (
    Alert,
    AlertState,
    OutgoingEmail,
    Pace,
    Purpose,
    Subscription,
)
from trials.models import StudyNews, Trigger

Taker = tuple[int, int, str, int | None]


def recall_mails(subscription: Subscription) -> None:
    """Take back the mails with alerts that no worker has in its hands."""
    mails = OutgoingEmail.objects.select_for_update().at_rest()
    for mail in mails.filter(subscription=subscription, purpose=Purpose.ALERTS):
        take_mail_back(mail)


def take_mail_back(mail: OutgoingEmail) -> None:
    """Undo an alert mail that has not gone: its alerts wait again."""
    mail.alerts.update(state=AlertState.QUEUED, mail=None)
    mail.delete()


def settle_alerts(subscription: Subscription, now: datetime) -> None:
    """Give each waiting alert to a subscription of the mailbox that still wants it.

    Its own comes first. An alert that none of them wants goes: the ledger must not
    keep the others from hearing of the study later.
    """
    waiting = list(Alert.objects.waiting().filter(subscription=subscription))
    wanted = takers_of(subscription, waiting, now)
    kept = [alert for alert in waiting if alert.study_id in wanted]
    paces = Subscription.objects.filter(household=subscription.household)
    weekly = set(paces.filter(pace=Pace.WEEKLY).values_list("pk", flat=True))
    for alert in kept:
        give_alert(alert, wanted[alert.study_id], weekly)
    Alert.objects.bulk_update(kept, ["subscription", "trigger", "site", "due_at"], 200)
    gone = {alert.pk for alert in waiting} - {alert.pk for alert in kept}
    Alert.objects.filter(pk__in=gone).delete()


def takers_of(
    subscription: Subscription, waiting: list[Alert], now: datetime
) -> dict[int, list[Taker]]:
    """Return who of the mailbox wants each of the studies that wait."""
    wanted: dict[int, list[Taker]] = {}
    studies = [alert.study_id for alert in waiting]
    if studies:
        for row in wanted_by_household(subscription.household, studies, now):
            wanted.setdefault(row[0], []).append(row)
    return wanted


def give_alert(alert: Alert, rows: list[Taker], weekly: set[int]) -> None:
    """Write into an alert who takes it, and for what reason; the old ones first."""
    _study, alert.subscription_id, alert.trigger, alert.site_id = min(
        rows,
        key=lambda row: (
            row[1] != alert.subscription_id,
            row[2:] != (alert.trigger, alert.site_id),
        ),
    )
    is_weekly = alert.subscription_id in weekly
    alert.due_at = next_week(alert.created_at) if is_weekly else alert.created_at


def held_from(subscription: Subscription, now: datetime) -> datetime:
    """Return since when news are held back: the oldest of those that wait, or now."""
    waiting = Alert.objects.waiting().filter(subscription=subscription)
    rows = waiting.values_list("study", "trigger", "created_at")
    reasons = {(study, trigger) for study, trigger, _at in rows}
    news = StudyNews.objects.filter(study__in={study for study, _ in reasons})
    times = [
        at
        for study, trigger, at in news.values_list("study", "trigger", "happened_at")
        if (study, trigger) in reasons
    ]
    times += [at for _study, trigger, at in rows if trigger == Trigger.OLD_ENOUGH]
    return min([*times, now])


def siblings(subscription: Subscription) -> Any:
    """Return the other subscriptions of the mailbox that somebody confirmed."""
    known = Subscription.objects.alive().filter(household=subscription.household)
    return known.exclude(pk=subscription.pk)


def bequeath_ledger(subscription: Subscription) -> None:
    """Leave to another subscription of the mailbox what was told already.

    Without it the mailbox would be told the same again.
    """
    heir = siblings(subscription).first()
    if heir:
        told = Alert.objects.filter(subscription=subscription, state=AlertState.MAILED)
        told.update(subscription=heir)
