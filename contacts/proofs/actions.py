"""Past an allowance a proof lets a person in, once, as far as the buckets go."""

from datetime import datetime
from enum import Enum

from contacts.allowances import Gate, wide_network
from contacts.proofs.judging import Judged, Verdict, judge_proof
from contacts.proofs.tickets import LASTS
from contacts.ratelimits import Limit, Ticket, any_used_up, take_all, take_ticket
from portal.keyring import lookup_secret


class Entry(Enum):
    """Whether somebody may do what a form is for."""

    OPEN = "open"
    # A proof is needed: there is none, or it does not fit, or it was used.
    ASKED = "asked"
    # The ticket's minute is not over.
    EARLY = "early"
    # Proofs have opened as much as they may in this hour.
    FULL = "full"


# A proof's name is taken in the window in which it was made, so it is remembered for
# longer than it lasts, whenever it comes back.
USED = Limit("uses of a proof", 1, LASTS)


def admit(
    gate: Gate, *, visitor: str, proof: str, purpose: str, now: datetime
) -> Entry:
    """Let a visitor in within the allowance of their network, or by a proof.

    A proof is looked at only past the allowance; it opens once, for its own form.
    """
    if take_all(free_tickets(gate, visitor), now=now):
        return Entry.OPEN
    judged = judge_proof(proof, lookup_secret(), purpose, now)
    if judged.verdict is Verdict.EARLY:
        return Entry.EARLY
    if judged.verdict is not Verdict.GOOD or not use(judged):
        return Entry.ASKED
    return Entry.OPEN if has_room(gate, visitor, now) else Entry.FULL


def has_room(gate: Gate, visitor: str, now: datetime) -> bool:
    """Whether the visitor, and all together, have a proven try left."""
    mine = take_ticket(gate.proven, visitor, now=now)
    return mine and take_ticket(gate.everywhere, "everybody", now=now)


def free_tickets(gate: Gate, visitor: str) -> list[Ticket]:
    """Return a network's free try; of IPv6 also one of the provider's /48."""
    wide = wide_network(visitor)
    shared = [Ticket(gate.wide, wide)] if wide else []
    return [Ticket(gate.network, visitor), *shared]


def is_past(gate: Gate, visitor: str, now: datetime) -> bool:
    """Whether a network's free tries are over; takes none."""
    return any_used_up(free_tickets(gate, visitor), now=now)


def use(judged: Judged) -> bool:
    """Use up a good proof; false when it was used before."""
    return judged.made_at is not None and take_ticket(
        USED, judged.name, now=judged.made_at
    )
