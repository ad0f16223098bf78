"""The plain line of each kind of gloss; what a line names is quoted from it."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from trials.plain.glossing.rules import RULES
from trials.plain.names import listing_of, quoted
from trials.plain.sentences import Sentence, Templates, say

TEMPLATES: Templates = {
    "age": _("About age: %(what)s."),
    "pregnancy": _("Not during %(what)s."),
    "pregnancy_test": _("A pregnancy test is part of the check."),
    "birth_control": _("Birth control is needed, as the line says."),
    "consent": _("The team explains, then one signs."),
    "other_study": _("About another study or test medicine: %(what)s."),
    "allergy": _("About an allergy: %(what)s."),
    "life_expectancy": _("Doctors should expect that a person lives for %(what)s."),
    "kidney": _("A kidney blood or urine test has a limit."),
    "liver": _("A liver test or score has a limit."),
    "blood": _("A blood test has a limit."),
    "heart": _("A heart test has a limit."),
    "blood_pressure": _("Blood pressure has a limit."),
    "organ_function": _("Blood tests show if organs work well enough."),
    "infection": _("About an infection."),
    "performance": _("How well one manages daily life (%(what)s)."),
    "other_cancer": _("About another cancer."),
    "substance": _("About alcohol or drugs."),
    "judgement": _("A study doctor decides."),
    "more_rules": _("The team has more rules."),
    "willing": _("One should be ready for the visits and questions."),
    "language": _("Language: %(what)s."),
}
PART = _("Part of this line: %(gloss)s")
PREGNANCY, BREAST_FEEDING = _("pregnancy"), _("breast-feeding")
FEEDING = re.compile(r"breast|nursing|lactat", re.IGNORECASE)
EXPECTING = re.compile(r"pregnan", re.IGNORECASE)
TIMES = re.compile(
    r"(?:within|in|less than)(?: the)?(?: last| past| previous)? ?(?:\w+ )?\(?\d+\)?"
    r"[\w -]{0,12}(?:days?|weeks?|months?|years?|half-lives)"
    r"|\d+ (?:days?|weeks?|months?)",
    re.IGNORECASE,
)
SPAN = re.compile(r"(?:≥|>=?|at least|more than|over)?\s*\d+\s*\w+", re.IGNORECASE)
SCALE = re.compile(
    r"(?:ECOG|Eastern Cooperative Oncology Group|Karnofsky|Lansky|KPS|WHO|Zubrod)"
    r"[^;,]{0,60}?\d(?:\s*(?:-|–|to|or|,)\s*\d+)*",
    re.IGNORECASE,
)
TONGUES = re.compile(
    r"English|German|French|Spanish|Chinese|Mandarin|Italian|Dutch|Danish|Swedish"
    r"|Norwegian|Portuguese|Japanese|Korean|Turkish|Arabic"
)
TO_WHAT = re.compile(r"(?:\bto|\bknown allerg\w+)\s+(.{3,80})", re.IGNORECASE)


def gloss_sentence(kind: str, text: str, *, is_part: bool) -> Sentence | None:
    """Return the gloss of a line; None where it cannot say what it must name."""
    template = TEMPLATES[kind]
    values: dict[str, Any] = {}
    if "%(what)s" in str(template):
        what = WHAT[kind](text)
        if not what:
            return None
        values["what"] = what
    sentence = say(TEMPLATES, kind, ("criteria",), **values)
    if not is_part:
        return sentence
    part = gettext(PART) % {"gloss": sentence.text}
    return Sentence(kind, part, sentence.fields)


def found_by(pattern: re.Pattern[str]) -> Callable[[str], str]:
    """Return a function that quotes what a pattern finds."""

    def quote(text: str) -> str:
        match = pattern.search(text)
        return quoted(match[match.lastindex or 0].strip(" ,.;")) if match else ""

    return quote


def named_ages(text: str) -> str:
    match = RULES["age"].pattern.search(text)
    return quoted(match[0].strip(" ,.;")) if match else ""


def named_pregnancy(text: str) -> str:
    """Return pregnancy, breast-feeding, or both: those that the line names."""
    both = [(PREGNANCY, EXPECTING), (BREAST_FEEDING, FEEDING)]
    return listing_of([gettext(word) for word, pattern in both if pattern.search(text)])


def after_expectancy(text: str) -> str:
    match = RULES["life_expectancy"].pattern.search(text)
    span = SPAN.search(text, match.end()) if match else None
    return quoted(span[0].strip()) if span else ""


WHAT: dict[str, Callable[[str], str]] = {
    "age": named_ages,
    "pregnancy": named_pregnancy,
    "other_study": found_by(TIMES),
    "allergy": found_by(TO_WHAT),
    "life_expectancy": after_expectancy,
    "performance": found_by(SCALE),
    "language": found_by(TONGUES),
}
