"""Whether a sign is told as something that is so, of somebody, at present. Pure."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from contacts.enquiries.urgency.families import other_spellings
from contacts.enquiries.urgency.signs import Sign, are_close, find_signs
from contacts.enquiries.urgency.writing import fold_message, sentences


@dataclass
class ToldSentence:
    """One sentence, its signs, and what the sentences around it add."""

    text: str
    signs: list[Sign]
    # What the sentence behind it asks, if that tells of nothing itself.
    behind: frozenset[str] = frozenset()
    # Whether the message asks about risks or who may join.
    is_asking: bool = False

    @cached_property
    def said(self) -> frozenset[str]:
        """Return what the signs of this sentence say."""
        return frozenset(one.says for one in self.signs)


def read_passages(text: str) -> list[ToldSentence]:
    """Return the sentences of a message with what each has to know of the others."""
    folded = fold_message(text, other_spellings())
    found = [ToldSentence(one, find_signs(one)) for one in sentences(folded)]
    is_asking = any("asking" in one.said for one in found)
    for this, following in pairwise(found):
        if not any(sign.is_ill for sign in following.signs):
            this.behind = following.said & {"asking"}
    for one in found:
        one.is_asking = is_asking
    return found


def counts(sign: Sign, passage: ToldSentence) -> bool:
    """Whether a sign is told as something that is so, of somebody, at present."""
    if is_denied(sign, passage):
        return False
    if sign.is_of_body and "joke" in passage.said:
        return False
    if sign.is_danger_of_body and is_over(sign, passage.signs):
        return False
    if "now" in passage.said and "asking" not in passage.said:
        return True
    return not is_removed(sign, passage)


def is_removed(sign: Sign, passage: ToldSentence) -> bool:
    """Whether it is told of others, of the past, of risks, as usual, or supposed."""
    if passage.said & {"asking", "apart", "past"}:
        return True
    if not sign.is_of_body:
        return False
    before = (one.begin < sign.begin for one in passage.signs if one.says == "if")
    usual = "usual" in passage.said and passage.is_asking
    return usual or "asking" in passage.behind or any(before)


def is_denied(sign: Sign, passage: ToldSentence) -> bool:
    """Whether "no" stands before it; what begins with a "no" itself is not denied."""
    denials = [one for one in passage.signs if one.says == "not"]
    if any(one.begin == sign.begin for one in denials):
        return False
    return any(are_close(passage.text, one.end, sign.begin) for one in denials)


def is_over(sign: Sign, signs: list[Sign]) -> bool:
    """Whether what follows says that it has passed."""
    return any(one.says == "over" and one.begin >= sign.end for one in signs)
