"""The sentences that are made from a record's fields, as one text to be read."""

import ast
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext, ngettext, npgettext, override

from trials.texts.bodies import Body

TRIALS = Path(__file__).resolve().parents[2]
PLACES = ("plain", "pages/layer")
ONE, MANY = 1, 5
# Where each function has its words.
WORDS_AT = {"_": (0,), "gettext": (0,), "ngettext": (0, 1), "npgettext": (0, 1, 2)}


@lru_cache(maxsize=1)
def layer_templates() -> tuple[tuple[str, ...], ...]:
    """Return the words of each sentence: one, singular and plural, with a context."""
    found: dict[tuple[str, ...], None] = {}
    for place in PLACES:
        for path in sorted((TRIALS / place).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            found |= dict.fromkeys(
                words for node in ast.walk(tree) if (words := marked_words(node))
            )
    return tuple(found)


def marked_words(node: ast.AST) -> tuple[str, ...]:
    """Return the words that a call marks for translation; none for other code."""
    name = getattr(getattr(node, "func", None), "id", "")
    arguments = getattr(node, "args", [])
    said = [arguments[at] for at in WORDS_AT.get(name, ()) if at < len(arguments)]
    words = [getattr(one, "value", None) for one in said]
    return tuple(one for one in words if isinstance(one, str))


def layer_body(language: str) -> Body:
    """Return the sentences in one language, with their placeholders."""
    with override(language):
        return {"sentences": [translated(one) for one in layer_templates()]}


def translated(words: tuple[str, ...]) -> str:
    """Return a sentence as it stands in the active language's catalogue."""
    if len(words) == 1:
        return gettext(words[0])
    if len(words) == 2:
        return " / ".join(dict.fromkeys(ngettext(*words, n) for n in (ONE, MANY)))
    context, one, many = words
    return " / ".join(
        dict.fromkeys(npgettext(context, one, many, n) for n in (ONE, MANY))
    )
