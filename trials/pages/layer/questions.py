"""Ten questions that every family asks, each answered in one place of the page.

An answer is where a field, or an approved text, gives it; else the record is silent.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from trials.pages.blocks import Block
from trials.pages.layer.blocks import ShownBlock

# Question → blocks of the plain layer, then keys of an editor's sections, then others.
QUESTIONS: list[tuple[str, tuple[str, ...], tuple[str, ...], str]] = [
    (_("What is tested?"), ("tested",), ("tested", "what"), ""),
    (_("Why is the study done?"), ("short",), ("why", "short"), ""),
    (_("Who can and who cannot take part?"), (), (), "eligibility"),
    (_("Is it by chance? Is there a placebo?"), ("chance",), ("chance", "placebo"), ""),
    (_("What happens to a person who takes part?"), (), ("visits", "what-happens"), ""),
    (
        _("How long does it take, and how often does one come?"),
        (),
        ("how-long", "outcomes"),
        "plain-outcomes",
    ),
    (_("What may go wrong?"), (), ("risks", "safe"), ""),
    (_("What does it cost, and is anything paid?"), (), ("cost", "paid"), ""),
    (_("Where is it, and how far?"), (), (), "sites"),
    (_("What if one says no, or stops?"), (), ("stop",), ""),
]


@dataclass(frozen=True)
class Answered:
    """A question, and where on the page the answer stands; "" for nowhere."""

    question: str
    anchor: str


def ten_questions(
    shown: Iterable[ShownBlock], in_short: Iterable[Block], faqs: Iterable[Block]
) -> list[Answered]:
    """Return each question with its answer's place, in the active language."""
    anchors = {f"plain-{one.key}" for one in shown}
    anchors |= {f"short-{one.key}" for one in in_short}
    anchors |= {f"faq-{one.key}" for one in faqs} | {"eligibility", "sites"}
    return [
        Answered(gettext(question), first_anchor(places(blocks, keys, other), anchors))
        for question, blocks, keys, other in QUESTIONS
    ]


def places(blocks: tuple[str, ...], keys: tuple[str, ...], other: str) -> list[str]:
    """Return where an answer may stand, an editor's words first."""
    return [
        *(f"short-{key}" for key in keys),
        *(f"faq-{key}" for key in keys),
        *(f"plain-{key}" for key in blocks),
        other,
    ]


def first_anchor(wanted: list[str], anchors: set[str]) -> str:
    return next((one for one in wanted if one in anchors), "")
