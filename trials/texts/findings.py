"""What the lint finds in a body, and where in it. Pure."""

from dataclasses import dataclass

from trials.texts.bodies import Body, words_in
from trials.texts.lint import RiskyPhrase, lint


@dataclass(frozen=True)
class RiskyWords:
    """A phrase that must not be said, and the path of the text that says it."""

    path: str
    phrase: RiskyPhrase


def risky_words(body: Body, language: str) -> list[RiskyWords]:
    """Return everything that a body must not say to families."""
    return [
        RiskyWords(path, phrase)
        for path, text in words_in(body)
        for phrase in lint(text, language)
    ]
