"""What a search was understood to mean."""

from dataclasses import dataclass, field

from trials.vocabulary.concepts import known_concepts, preferred_name


@dataclass(frozen=True)
class Concept:
    """One thing that was asked for. Those of the same `words` are alternatives.

    `kind`: condition, drug, treatment, sponsor or person (a name as typed).
    """

    key: str
    name: str
    kind: str
    words: str
    is_excluded: bool = False

    @classmethod
    def known(
        cls, key: str, words: str, language: str, *, is_excluded: bool = False
    ) -> "Concept":
        """Return a concept of the vocabulary with its name in a language."""
        kind = known_concepts()[key].kind
        return cls(key, preferred_name(key, language), kind, words, is_excluded)


@dataclass(frozen=True)
class Corrected:
    """What was typed, what was taken for it, and why: spelling or spacing."""

    typed: str
    taken: str
    why: str


@dataclass(frozen=True)
class Understood:
    """A search, read. `group`: baby, child, teen, adult, older, own_child or ""."""

    concepts: tuple[Concept, ...] = ()
    registry_ids: tuple[str, ...] = ()
    place: str = ""
    age: int | None = None
    group: str = ""
    sex: str = ""
    healthy: bool = False
    recruiting: bool = False
    phases: tuple[str, ...] = ()
    leftover: tuple[str, ...] = ()
    corrections: tuple[Corrected, ...] = field(default=())

    @property
    def groups(self) -> list[tuple[Concept, ...]]:
        """Return the concepts that are wanted, alternatives together."""
        found: dict[str, list[Concept]] = {}
        for one in self.concepts:
            if not one.is_excluded:
                found.setdefault(one.words, []).append(one)
        return [tuple(alternatives) for alternatives in found.values()]

    @property
    def excluded(self) -> tuple[Concept, ...]:
        """Return the concepts that are not wanted."""
        return tuple(one for one in self.concepts if one.is_excluded)
