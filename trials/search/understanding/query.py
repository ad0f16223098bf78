"""The words of a search, and which of them are already understood."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from trials.vocabulary.tokens import Token, tokens_of
from trials.vocabulary.wordlists import longest_phrase, phrases

LONGEST = 300


@dataclass
class Query:
    """Tokens in their order; what somebody has understood is taken."""

    text: str
    tokens: list[Token] = field(init=False)
    taken: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.tokens = tokens_of(self.text)

    def take(self, start: int, end: int) -> str:
        """Mark tokens as understood; return them as they were typed."""
        self.taken.update(range(start, end))
        return self.typed(start, end)

    def typed(self, start: int, end: int) -> str:
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def is_free(self, start: int, end: int) -> bool:
        return end <= len(self.tokens) and not self.taken & set(range(start, end))

    def spans(self, kind: str) -> Iterator[tuple[int, int]]:
        """Yield where phrases of a kind stand among what is not yet understood."""
        at = 0
        while at < len(self.tokens):
            end = self.phrase_at(at, kind)
            if end:
                yield at, end
            at = end or at + 1

    def phrase_at(self, at: int, kind: str) -> int:
        """Return where the longest phrase of a kind that begins here ends, or 0."""
        known = phrases(kind)
        for size in range(longest_phrase(kind), 0, -1):
            words = " ".join(token.text for token in self.tokens[at : at + size])
            if words in known and self.is_free(at, at + size):
                return at + size
        return 0

    def phrase_before(self, at: int, kind: str) -> int:
        """Return where a phrase of a kind that ends right before here begins, or -1."""
        known = phrases(kind)
        for size in range(min(longest_phrase(kind), at), 0, -1):
            words = " ".join(token.text for token in self.tokens[at - size : at])
            if words in known and self.is_free(at - size, at):
                return at - size
        return -1

    def take_all(self, kind: str) -> bool:
        """Take every phrase of a kind; return whether there was one."""
        found = list(self.spans(kind))
        for start, end in found:
            self.take(start, end)
        return bool(found)

    def free_runs(self) -> Iterator[tuple[int, int]]:
        """Yield the stretches that nobody has understood."""
        start = None
        for at in range(len(self.tokens) + 1):
            is_free = at < len(self.tokens) and at not in self.taken
            if is_free and start is None:
                start = at
            elif not is_free and start is not None:
                yield start, at
                start = None
