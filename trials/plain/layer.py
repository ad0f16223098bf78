"""The blocks of a study's plain layer: a record and a day give sentences. Pure."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.utils.translation import gettext, override

from trials.plain import chance_words
from trials.plain.blocks import (
    masking,
    outcomes,
    phase,
    results,
    short,
    size,
    sponsor,
    tested,
    who,
)
from trials.plain.blocks.chance import say_chance
from trials.plain.contradictions import words as contradiction_words
from trials.plain.glossing import words as gloss_words
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Template, Templates

# Grows with each change of a template: what was approved is this version.
VERSION = "3"
BLOCKS = (
    *("short", "who", "tested", "chance", "masking"),
    *("outcomes", "size", "sponsor", "results", "phase"),
)
# Records of a study outside a study: only these are said of them.
OF_ACCESS = frozenset({"short", "sponsor", "results"})
UNSAID = frozenset({"WITHHELD"})


@dataclass(frozen=True)
class PlainBlock:
    """The sentences about one matter; `groups` are the lines of a list."""

    key: str
    sentences: tuple[Sentence, ...]
    groups: tuple[Sentence, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the fields that the block rests on, each once."""
        both = (*self.sentences, *self.groups)
        return tuple(dict.fromkeys(name for one in both for name in one.fields))


PlainBlocks = Mapping[str, PlainBlock]


def plain_blocks(record: PlainRecord, today: date) -> dict[str, PlainBlock]:
    """Return the blocks that have something to say, in the active language."""
    if record.overall_status in UNSAID:
        return {}
    built = {
        "short": short.say_short(record),
        "who": who.say_who(record),
        "tested": tested.say_tested(record),
        "chance": say_chance(record),
        "masking": masking.say_masking(record),
        "outcomes": outcomes.say_outcomes(record),
        "size": size.say_size(record, today),
        "sponsor": sponsor.say_sponsor(record),
        "results": results.say_results(record),
        "phase": phase.say_phase(record),
    }
    is_access = record.study_type == short.EXPANDED_ACCESS
    groups = {"tested": tuple(tested.say_groups(record))}
    return {
        key: PlainBlock(key, tuple(said), groups.get(key, ()))
        for key, said in built.items()
        if (said or groups.get(key)) and (not is_access or key in OF_ACCESS)
    }


@cache
def all_templates() -> Mapping[str, Template]:
    """Return every template by its key."""
    tables: list[Templates] = [
        *(short.TEMPLATES, who.TEMPLATES, tested.TEMPLATES, chance_words.TEMPLATES),
        *(masking.TEMPLATES, outcomes.TEMPLATES, size.TEMPLATES, sponsor.TEMPLATES),
        *(results.TEMPLATES, phase.TEMPLATES, contradiction_words.TEMPLATES),
    ]
    glosses = {f"gloss.{key}": one for key, one in gloss_words.TEMPLATES.items()}
    return glosses | {key: one for table in tables for key, one in table.items()}


def templates_hash(language: str) -> str:
    """Return a mark of all templates as a language says them."""
    with override(language):
        said = [
            f"{key}={form}"
            for key, template in sorted(all_templates().items())
            for form in forms_of(template)
        ]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def forms_of(template: Template) -> list[str]:
    if callable(template):
        return [template(count) for count in (0, 1, 2, 5)]
    return [gettext(template)]
