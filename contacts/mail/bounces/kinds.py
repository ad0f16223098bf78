"""Every kind of news about a mail, and what it does to the mail's row. Pure.

The first sixteen are all that anymail names; the others are our own.
"""

from dataclasses import dataclass

DELIVERED, BOUNCED, FAILED = "DELIVERED", "BOUNCED", "FAILED"
COMPLAINED, UNSUBSCRIBED = "complained", "unsubscribed"
# Our own: the server refused the mailbox; it refused something else, or we gave up; a
# mail came back though the mailbox may live.
REFUSED, GIVEN_UP, RETURNED = "refused", "given_up", "returned"


@dataclass(frozen=True)
class Effect:
    """What one kind of news changes."""

    # The state that the mail takes; "" changes nothing.
    state: str = ""
    # The address takes no mail any more.
    is_dead: bool = False
    # Whoever runs the portal has to look: nobody else can.
    is_alarming: bool = False

    @property
    def is_bad(self) -> bool:
        """Whether the mail has not reached anybody."""
        return self.state in {BOUNCED, FAILED}


NOTED = Effect()
EFFECTS = {
    "queued": NOTED,
    "sent": NOTED,
    "rejected": Effect(BOUNCED, is_dead=True),
    "failed": Effect(FAILED),
    "bounced": Effect(BOUNCED, is_dead=True),
    "deferred": NOTED,
    "delivered": Effect(DELIVERED),
    "autoresponded": NOTED,
    "opened": NOTED,
    "clicked": NOTED,
    COMPLAINED: Effect(BOUNCED, is_dead=True),
    UNSUBSCRIBED: NOTED,
    "subscribed": NOTED,
    "inbound": NOTED,
    "inbound_failed": Effect(is_alarming=True),
    "unknown": NOTED,
    REFUSED: Effect(FAILED, is_dead=True),
    GIVEN_UP: Effect(FAILED),
    RETURNED: Effect(BOUNCED),
}


def effect_of(kind: str) -> Effect:
    """Return what a kind of news does; one that nobody named changes nothing."""
    return EFFECTS.get(kind, NOTED)
