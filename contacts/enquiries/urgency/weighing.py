"""What the signs of a message amount to. Pure.

A missed emergency is the worst mistake, a warning shown too often is soon not seen. So
one strong sign is enough, and several small ones are; what is denied, supposed, long
ago, over or somebody else's does not count, unless the sentence says that it is now.
"""

from dataclasses import dataclass, field

from contacts.enquiries.urgency.context import ToldSentence, counts, read_passages
from contacts.enquiries.urgency.signs import Sign

BODY, MIND, REPORT = "emergency_body", "emergency_mind", "side_effect_report"
ENOUGH = 3


@dataclass
class SignTally:
    """The families of what was told, by what they say."""

    families: dict[str, set[str]] = field(default_factory=dict)

    def note(self, sign: Sign) -> None:
        """Keep a sign; a family that is told twice is one."""
        self.families.setdefault(sign.says, set()).add(sign.family)

    def has(self, *meanings: str) -> bool:
        """Whether anything was found that says one of these."""
        return any(one in self.families for one in meanings)

    def count(self, says: str) -> int:
        """Return how many families say it."""
        return len(self.families.get(says, ()))


def classify(text: str) -> str | None:
    """Return "emergency_body", "emergency_mind", "side_effect_report" or None."""
    tally = tally_of(read_passages(text))
    if tally.has("mind") and tally.count("mind") >= tally.count("body"):
        return MIND
    if is_in_danger(tally):
        return BODY
    if tally.has("mind") or tally.count("mind_small") >= ENOUGH:
        return MIND
    return REPORT if is_report(tally) else None


def tally_of(passages: list[ToldSentence]) -> SignTally:
    """Return all that counts in a message."""
    tally = SignTally()
    for passage in passages:
        for sign in passage.signs:
            if not sign.is_ill or counts(sign, passage):
                tally.note(sign)
    return tally


def is_in_danger(tally: SignTally) -> bool:
    """Whether one strong sign, a fever that is dangerous, or small signs are there."""
    if tally.has("body") or (tally.has("fever") and tally.has("cells")):
        return True
    small = tally.count("body_small")
    is_pressing = tally.has("now", "worse", "help")
    return small > 1 or (bool(small) and is_pressing and not tally.has("slight"))


def is_report(tally: SignTally) -> bool:
    """Whether something is told that may come from a medicine."""
    ills = tally.has("effect", "body_small", "fever")
    return ills and tally.has("medicine", "now", "since")
