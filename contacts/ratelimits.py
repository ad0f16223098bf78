"""Rate limits: a ticket is taken before the deed, so parallel tries count too.

A limit is so much in a window of time; a pause grows with every wrong try.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from contacts.pauses import Pause, Pauses, after_try, may_try, pause_key
from portal.database.together import RawStatement, ask
from portal.keyring import lookup_secret
from portal.lib.tokens import content_hash

# The first try of a window writes its row; the others count in it while it has room.
TAKE = (
    "INSERT INTO contacts_allowance AS known (key, window_at, taken) VALUES {rows}"
    " ON CONFLICT (key, window_at) DO UPDATE SET taken = known.taken + 1"
    " WHERE known.taken < CASE known.key {limits} END RETURNING key"
)
LOOK = "SELECT key FROM contacts_allowance WHERE {rows}"
ROW = "(key = %s AND window_at = %s AND taken >= %s)"
# The longest window is a week.
FORGOTTEN = timedelta(days=8)


class Allowance(models.Model):
    """What one visitor or address has used up in one window of time."""

    PERSONAL = {"key"}
    IMPERSONAL = {"id", "window_at", "taken"}

    # A keyed hash of the kind of deed and of who does it, never an address.
    key = models.CharField(max_length=64)
    window_at = models.DateTimeField()
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window_at"], name="allowance_key_window_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.taken} since {self.window_at:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Limit:
    """At most `times` deeds of one kind by one visitor in each window `per`."""

    kind: str
    times: int
    per: timedelta


class Ticket(NamedTuple):
    """One try at one kind of deed by one visitor or address."""

    limit: Limit
    who: str


def take_ticket(limit: Limit, who: str, *, now: datetime) -> bool:
    """Use one of `who`'s tries; false when none is left in this window.

    `who` is an address of a network or a person; only its keyed hash is stored.
    """
    return take_all([Ticket(limit, who)], now=now)


def take_all(tickets: Sequence[Ticket], *, now: datetime) -> bool:
    """Use one try of each; where one has none left no other is used either."""
    # Read first: a flood that is refused writes nothing, so people do not wait for it.
    return not any_used_up(tickets, now=now) and take_unseen(tickets, now=now)


def take_unseen(tickets: Sequence[Ticket], *, now: datetime) -> bool:
    """Do the same without a look; for whoever has just looked.

    One statement decides: of many tries at once no more than `times` pass.
    """
    if not all(limit.times for limit, _who in tickets):
        return False
    taken = ask(taking(tickets, now=now))
    if are_all_taken(tickets, taken):
        return True
    for limit, who in tickets:
        if allowance(limit, who, now)["key"] in taken:
            give_ticket_back(limit, who, now=now)
    return False


def taking(tickets: Sequence[Ticket], *, now: datetime) -> RawStatement:
    """Return the statement that uses one try of each; it tells those that it had.

    Whoever asks it in a transaction of theirs takes that back where one is missing
    (`are_all_taken`).
    """
    rows = {row["key"]: row for row in (allowance(*one, now) for one in tickets)}
    limits = zip(rows, (limit.times for limit, _who in tickets), strict=True)
    statement = TAKE.format(
        rows=", ".join(["(%s, %s, 1)"] * len(rows)),
        limits=" ".join(["WHEN %s THEN %s"] * len(rows)),
    )
    values = [one for row in rows.values() for one in as_columns(row)]
    return RawStatement(statement, [*values, *(one for pair in limits for one in pair)])


def are_all_taken(tickets: Sequence[Ticket], taken: Sequence[str]) -> bool:
    """Whether a try of each was there; a closed limit has none."""
    return len(taken) == len(tickets) and all(one.limit.times for one in tickets)


def any_used_up(tickets: Sequence[Ticket], *, now: datetime) -> bool:
    """Whether one of them has no try left in this window; takes none."""
    rows = " OR ".join([ROW] * len(tickets))
    values = [
        one
        for limit, who in tickets
        for one in (*as_columns(allowance(limit, who, now)), limit.times)
    ]
    is_closed = not all(limit.times for limit, _who in tickets)
    return is_closed or bool(ask(RawStatement(LOOK.format(rows=rows), values)))


def as_columns(row: dict[str, Any]) -> tuple[str, Any]:
    """Return what names a row, as the database takes it."""
    adapt = connection.ops.adapt_datetimefield_value
    return row["key"], adapt(row["window_at"])


def give_ticket_back(limit: Limit, who: str, *, now: datetime) -> None:
    """Let one of `who`'s tries not count; the others of the window still do."""
    taken = Allowance.objects.filter(**allowance(limit, who, now), taken__gt=0)
    taken.update(taken=F("taken") - 1)


def allowance(limit: Limit, who: str, now: datetime) -> dict[str, Any]:
    """Return what names the row of a window."""
    return {
        "key": content_hash(lookup_secret(), limit.kind, who),
        "window_at": window(now, limit.per),
    }


def take_try(pauses: Pauses, who: str, *, now: datetime) -> bool:
    """Use one of `who`'s tries; false while they have to wait.

    It counts as a wrong one until it is given back.
    """
    key = pause_key(pauses, who)
    tries = Pause.objects.filter(key=key)
    first = Pause(key=key, next_try_at=now)
    Pause.objects.bulk_create([first], ignore_conflicts=True)
    tries.filter(next_try_at__lt=now - pauses.per).update(tries=0, next_try_at=now)
    free = tries.filter(may_try(pauses.free, now))
    later = after_try(pauses.free, pauses.steps, now)
    return bool(free.update(tries=F("tries") + 1, next_try_at=later))


def give_try_back(pauses: Pauses, who: str, *, now: datetime) -> None:
    """Let a try that turned out right not count; wrong ones before it still do."""
    tries = Pause.objects.filter(key=pause_key(pauses, who), tries__gt=0)
    tries.update(tries=F("tries") - 1, next_try_at=now)


def window(now: datetime, per: timedelta) -> datetime:
    """Return the beginning of the window that `now` lies in."""
    seconds = int(per.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def forget_allowances(*, now: datetime) -> int:
    """Delete what no limit needs any more."""
    Pause.objects.filter(next_try_at__lt=now - FORGOTTEN).delete()
    old = Allowance.objects.filter(window_at__lt=now - FORGOTTEN)
    return old.delete()[0]
