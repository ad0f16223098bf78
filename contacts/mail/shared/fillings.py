"""A mail as what it shares with others, and what is its reader's own. Pure.

Words are put together in one way, whether they leave at once, are read again after a
crash, or are shown to staff. A row holds which forms they are, by digests of what these
say, and what fills them.
"""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from hashlib import sha256
from html import escape
from typing import Any

from contacts.mail.shared.forms import LINE, TOO_LONG, Form

# The two ways of showing words, by the columns that they would stand in.
TEXT, HTML = 0, 1
WAYS = {"body_text": TEXT, "body_html": HTML}
DIGEST_BYTES = 15
# In a gap that nothing fills: whoever looks at lines looks at this.
UNKNOWN = "\n"
# What fills a gap: words, or other forms.
Value = str | Sequence["Filling"]


class SharedForm:
    """Words as text and as HTML, and what they put into the mail's head, as JSON.

    Those of one person alone stand in that person's mail; they have no digest.
    """

    def __init__(
        self, text: str, html: str, head: str = "", *, is_own: bool = False
    ) -> None:
        self.ways, self.head = (Form(text), Form(html)), head
        self.is_own = is_own

    @cached_property
    def digest(self) -> str:
        """What these words are called: others have another name."""
        said = "\x1f".join([*(one.words for one in self.ways), self.head])
        return urlsafe_b64encode(sha256(said.encode()).digest()[:DIGEST_BYTES]).decode()

    @cached_property
    def head_forms(self) -> dict[str, Form]:
        """The header fields by their names."""
        said = json.loads(self.head) if self.head else {}
        return {name: Form(words) for name, words in said.items()}


class Filling:
    """A form with its gaps filled."""

    def __init__(self, form: SharedForm, values: dict[str, Value]) -> None:
        self.form, self.values = form, values

    def get(self, column: str, without: str = "") -> str:
        """Return what a column of the mail would hold."""
        if column in WAYS:
            return self.said(WAYS[column])
        return json.dumps(self.head) if column == "headers" else without

    @property
    def head(self) -> dict[str, str]:
        """The header fields; what fills them is words."""
        fields = self.form.head_forms.items()
        return {name: one.filled(self.values) for name, one in fields}  # type: ignore[arg-type]

    def said(self, way: int) -> str:
        """Return the words in one way of showing them."""
        said = {gap: value_as(way, one) for gap, one in self.values.items()}
        return self.form.ways[way].filled(said)

    @property
    def stored(self) -> list[Any]:
        """What a row keeps of it."""
        if self.form.is_own:
            return [one.words for one in self.form.ways]
        return [
            self.form.digest,
            {
                gap: one if isinstance(one, str) else [part.stored for part in one]
                for gap, one in self.values.items()
            },
        ]

    def sent(self, way: int) -> bytes | None:
        """Return the words as they leave; None where a line may be too long for that.

        The same as is made of `said` (contacts/mail/batches/packing.py).
        """
        pieces: list[bytes] = []
        longest = self.put(way, pieces)
        return b"".join(pieces) if longest <= LINE else None

    def put(self, way: int, pieces: list[bytes]) -> int:
        """Add the words to some bytes; return how long a line of them may be."""
        first, rest, longest, _edge = self.form.ways[way].as_sent
        pieces.append(first)
        inside = 0
        for gap, behind in rest:
            value = self.values.get(gap, UNKNOWN)
            if isinstance(value, str):
                longest += put_own(way, value, pieces)
            else:
                for one in value:
                    inside = max(inside, one.put(way, pieces))
                    longest += one.form.ways[way].as_sent.edge
            pieces.append(behind)
        return max(longest, inside)


def put_own(way: int, value: str, pieces: list[bytes]) -> int:
    """Add a person's own words; return what they add to a line."""
    data = (value if way == TEXT or value.isalnum() else escape(value)).encode()
    pieces.append(data)
    # What breaks a line is left to whoever looks at lines.
    return TOO_LONG if "\n" in value or "\r" in value else len(data)


def value_as(way: int, value: Value) -> str:
    """Return what fills a gap in one way of showing it."""
    if isinstance(value, str):
        return escape(value) if way == HTML else value
    return "".join(one.said(way) for one in value)


def read_filling(stored: list[Any], forms: Mapping[str, SharedForm]) -> Filling:
    """Return what a row keeps, with the forms that it names."""
    first, second = stored
    if isinstance(second, str):
        return Filling(SharedForm(first, second, is_own=True), {})
    values: dict[str, Value] = {
        gap: one if isinstance(one, str) else [read_filling(it, forms) for it in one]
        for gap, one in second.items()
    }
    return Filling(forms[first], values)


def digests_in(stored: list[Any]) -> Iterator[str]:
    """Yield the digests that a row names."""
    first, second = stored
    if isinstance(second, str):
        return
    yield first
    for one in second.values():
        for part in [] if isinstance(one, str) else one:
            yield from digests_in(part)
