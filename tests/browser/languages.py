"""A walk is walked in one language in the gate, and with `--all` in both."""

from collections.abc import Iterable

import pytest

LANGUAGES = {"en": "", "zh": "/zh-hans"}


def each_language(argument: str, *, gate: str) -> pytest.MarkDecorator:
    """Parametrize with the prefixes of both; what the gate leaves out is `long`."""
    return pytest.mark.parametrize(
        argument,
        [in_language(name, prefix, gate) for name, prefix in LANGUAGES.items()],
    )


def in_language(name: str, value: object, gate: str) -> object:
    """Return a parameter that the gate only takes in its language."""
    return pytest.param(value, id=name, marks=() if name == gate else pytest.mark.long)


def in_turn(pages: dict[str, str], languages: Iterable[str] = LANGUAGES) -> list:
    """Return each page with each language; the gate takes them in turn.

    Of the two of every page it is their prefix, of others their code.
    """
    return [
        pytest.param(
            page,
            LANGUAGES.get(name, name),
            id=f"{page}-{name}",
            marks=() if (at + turn) % 2 == 0 else pytest.mark.long,
        )
        for at, page in enumerate(pages)
        for turn, name in enumerate(languages)
    ]
