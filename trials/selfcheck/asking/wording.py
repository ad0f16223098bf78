"""The words of a self-check in one language, for the person who answers. Pure."""

from portal.lib.vocabulary import in_every_language
from trials.selfcheck.answers import Answers
from trials.selfcheck.evaluate import Result
from trials.selfcheck.numbers import Range, Value
from trials.selfcheck.parts import (
    Document,
    Given,
    Item,
    OutcomeWords,
    Text,
    Unit,
)

# Words that a document need not bring along.
USUAL = {"not_known": in_every_language("self_check_words", "not_known")}


class Speaker:
    """Says a document's texts: in one language, to the person or about them."""

    # A template asks for its language; it would call it first, and get nothing.
    do_not_call_in_templates = True

    def __init__(self, definition: Document, raw: Given, language: str) -> None:
        self.definition = definition
        known = definition["languages"]
        usual = definition["defaultLanguage"]
        self.language = language if language in known else usual
        person = definition["person"]
        who = raw.get(person["item"])
        tokens = person["tokens"].get(self.language, {})
        # A language may have words of its own for a child, or for anybody else.
        name = "self" if who in person["self"] else str(who)
        self.tokens = tokens.get(name) or tokens.get("other", {})

    def __call__(self, text: Text | None) -> str:
        """Return one text with {you} and the like put in."""
        said = (text or {}).get(self.language) or (text or {}).get("en", "")
        for token, word in self.tokens.items():
            said = said.replace("{" + token + "}", word)
        return said

    def named(self, name: str) -> str:
        """Return one of the document's own texts, such as "continue"."""
        return self(self.definition["texts"].get(name) or USUAL.get(name))


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
