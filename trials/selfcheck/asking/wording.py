"""The words of a self-check in one language, for the person who answers. Pure."""

from dataclasses import dataclass

from portal.lib.vocabulary import in_every_language
from trials.selfcheck.answers import Answers
from trials.selfcheck.evaluate import Result
from trials.selfcheck.numbers import Range, Value
from trials.selfcheck.parts import (
    Document,
    Given,
    Item,
    OutcomeWords,
    ProtocolLine,
    StatedReason,
    Text,
    Unit,
)

# In this order; "what fits" last, closed where the outcome is not a happy one.
GROUPS = (
    ("stop", "h_stop"),
    ("discuss", "h_discuss"),
    ("team", "h_team"),
    ("fits", "h_fits"),
)

# Words that a document need not bring along.
USUAL = {"not_known": in_every_language("self_check_words", "not_known")}


class Speaker:
    """Says a document's texts: in one language, to the person or about them."""

    def __init__(self, definition: Document, raw: Given, language: str) -> None:
        self.definition = definition
        known = definition["languages"]
        usual = definition["defaultLanguage"]
        self.language = language if language in known else usual
        person = definition["person"]
        is_self = raw.get(person["item"]) in person["self"]
        tokens = person["tokens"].get(self.language, {})
        self.tokens = tokens.get("self" if is_self else "other", {})

    def __call__(self, text: Text | None) -> str:
        """Return one text with {you} and the like put in."""
        said = (text or {}).get(self.language) or (text or {}).get("en", "")
        for token, word in self.tokens.items():
            said = said.replace("{" + token + "}", word)
        return said

    def named(self, name: str) -> str:
        """Return one of the document's own texts, such as "continue"."""
        return self(self.definition["texts"].get(name) or USUAL.get(name))


@dataclass(frozen=True)
class ToldReason:
    """Why, with the very words of the protocol that it rests on."""

    criterion: str
    code: str
    kind: str
    text: str
    source: str
    is_temporary: bool


def reasons(
    definition: Document, result: Result, speak: Speaker
) -> list[tuple[str, str, list[ToldReason]]]:
    """Return (key, heading, reasons) in the specified order, without empty groups.

    After a gate only its one reason is told.
    """
    grouped: dict[str, list[ToldReason]] = {key: [] for key, _name in GROUPS}
    for criterion in definition["criteria"]:
        key = group_of(criterion, result)
        if key and (not result.early_exit or key == "stop"):
            grouped[key].append(tell_reason(criterion, result, speak))
    return [
        (key, speak.named(name), grouped[key]) for key, name in GROUPS if grouped[key]
    ]


def group_of(criterion: ProtocolLine, result: Result) -> str:
    """Return where a criterion is told, "" where nothing has to be said."""
    code = result.reasonOf.get(criterion["id"])
    state = result.states[criterion["id"]]
    if code in result.stop:
        return "stop"
    if code in result.discuss:
        return "discuss"
    if state in {"team_check", "unknown"}:
        return "team"
    return "fits" if state == "meets" else ""


def tell_reason(criterion: ProtocolLine, result: Result, speak: Speaker) -> ToldReason:
    """Return a criterion's reason in words; its label where it has none."""
    code = result.reasonOf.get(criterion["id"])
    nothing: StatedReason = {"state": "", "code": "", "text": {}}
    found = next((r for r in criterion["reasons"] if r["code"] == code), nothing)
    return ToldReason(
        criterion["id"],
        code or f"{criterion['id']}.{result.states[criterion['id']]}",
        criterion["kind"],
        speak(found["text"] or criterion["label"]),
        criterion["source"],
        bool(found.get("temporary")),
    )


def summary(answers: Answers, raw: Given, speak: Speaker) -> list[tuple[str, str, str]]:
    """Return (linkId, label, answer as shown) of every answered question."""
    return [
        (
            link,
            speak(item["shortLabel"]),
            show_answer(item, answers.values[link], raw, speak),
        )
        for link, item in answers.shown.items()
        if link in answers.values
    ]


def show_answer(item: Item, value: Value, raw: Given, speak: Speaker) -> str:
    """Return an answer as the page shows it."""
    if item["type"] == "choice":
        codes = value if isinstance(value, list) else [value]
        options = [o for o in item["answerOption"] if o["code"] in codes]
        return "; ".join(speak(option["text"]) for option in options)
    if isinstance(value, Range):
        bare: Unit = {"code": ""}
        units = [*item.get("unitOption", []), item.get("unit", bare)]
        unit = next((one for one in units if one["code"] == value.unit), bare)
        name = speak(unit.get("text")) or value.unit
        return f"{value.low:f} {name}".strip()
    if isinstance(value, str):
        return speak.named("not_known")
    return str(raw.get(item["linkId"], ""))


def outcome_of(definition: Document, result: Result) -> OutcomeWords:
    """Return the outcome's texts."""
    return next(o for o in definition["outcomes"] if o["code"] == result.outcome)
