"""The parts of a `selfcheck/1` document as the schema says them, for the type checker.

The schema is what is checked at run time (`document.lint`); these names only say in a
signature which part is meant. What a visitor sends (`Given`) may be anything.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict, cast

Text = dict[str, str]
Given = dict[str, Any]
# A part that is being written: of our form only when the schema has been asked.
Draft = dict[str, Any]


class Unit(TypedDict):
    code: str
    system: NotRequired[str]
    text: NotRequired[Text]
    minValue: NotRequired[float]
    maxValue: NotRequired[float]


class Option(TypedDict):
    code: str
    text: Text
    exclusive: NotRequired[bool]
    system: NotRequired[str]
    fhirCode: NotRequired[str]


class AskedQuantity(TypedDict):
    value: float
    code: NotRequired[str]


class AskedWhen(TypedDict):
    """One line of FHIR's `enableWhen`."""

    question: str
    operator: str
    answerBoolean: NotRequired[bool]
    answerCode: NotRequired[str]
    answerInteger: NotRequired[int]
    answerDecimal: NotRequired[float]
    answerDate: NotRequired[str]
    answerQuantity: NotRequired[AskedQuantity]


# {"op": …} and what that operator needs; each of them reads its own (`logic.py`).
Expression = dict[str, Any]


class CareWords(TypedDict):
    """What an answer may mean for tonight; it never touches the outcome."""

    id: str
    when: Expression
    level: str
    text: Text
    topic: NotRequired[str]


class Item(TypedDict):
    """A question, a text or a group with those below it."""

    linkId: str
    type: str
    text: Text
    shortLabel: NotRequired[Text]
    help: NotRequired[Text]
    why: NotRequired[Text]
    required: NotRequired[bool]
    repeats: NotRequired[bool]
    together: NotRequired[bool]
    sensitive: NotRequired[bool]
    fhir: NotRequired[dict[str, Any]]
    allowFuture: NotRequired[bool]
    precision: NotRequired[str]
    minValue: NotRequired[float]
    maxValue: NotRequired[float]
    unit: NotRequired[Unit]
    unitOption: NotRequired[list[Unit]]
    answerOption: NotRequired[list[Option]]
    enableWhen: NotRequired[list[AskedWhen]]
    enableBehavior: NotRequired[str]
    item: NotRequired[list["Item"]]
    care: NotRequired[list[CareWords]]


# What is sent along: as shown, never calculated again.
Snapshot = dict[str, Any]


class StatedReason(TypedDict):
    """Which reason is told in a state, and when."""

    state: str
    code: str
    text: Text
    effect: NotRequired[str]
    when: NotRequired[Expression]
    temporary: NotRequired[bool]


class Exempting(TypedDict):
    by: str
    text: Text


class ProtocolLine(TypedDict):
    """A criterion: the protocol's own words, how it is judged, what is said of it."""

    id: str
    kind: str
    source: str
    label: Text
    mode: str
    reasons: list[StatedReason]
    rule: NotRequired[Expression]
    appliesWhen: NotRequired[Expression]
    effects: NotRequired[dict[str, str]]
    gate: NotRequired[bool]
    exception: NotRequired[Exempting]
    care: NotRequired[list[CareWords]]
    teamWhy: NotRequired[str]


class NoticeWords(TypedDict):
    code: str
    when: Expression
    text: Text
    requiresGuardian: NotRequired[bool]


class OutcomeWords(TypedDict):
    code: str
    title: Text
    body: Text
    next: Text


class Person(TypedDict):
    """Which question says for whom the answers are, and how they are spoken to."""

    item: str
    self: list[str]
    tokens: dict[str, dict[str, dict[str, str]]]


class Document(TypedDict):
    format: str
    id: str
    url: NotRequired[str]
    study: str
    version: str
    status: str
    languages: list[str]
    defaultLanguage: str
    person: Person
    texts: dict[str, Text]
    items: list[Item]
    criteria: list[ProtocolLine]
    outcomes: list[OutcomeWords]
    unknownCodes: NotRequired[list[str]]
    notices: NotRequired[list[NoticeWords]]
    approval: NotRequired[dict[str, Any]]
    source: NotRequired[dict[str, Any]]
    authorNotes: NotRequired[Any]


def as_draft(part: Mapping[str, object]) -> Draft:
    """Return the very same part as one that is being written, under any name."""
    return cast("Draft", part)


def as_drafts(parts: Sequence[Mapping[str, object]]) -> list[Draft]:
    """Return the very same list as one of parts that are being written."""
    return cast("list[Draft]", parts)
