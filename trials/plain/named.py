"""Which of a record's named things are tested, compared, shared, or only named too."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from trials.plain.record import PlainRecord
from trials.registry.facts import Arm

EXPERIMENTAL, ACTIVE, PLACEBO = (
    "EXPERIMENTAL",
    "ACTIVE_COMPARATOR",
    "PLACEBO_COMPARATOR",
)
SHAM, NO_INTERVENTION, OTHER = "SHAM_COMPARATOR", "NO_INTERVENTION", "OTHER"
COMPARATORS = frozenset({ACTIVE, PLACEBO, SHAM})
COMPARATOR_LIKE = re.compile(
    r"placebo|sham|vehicle|dummy|usual care|standard (of )?care|no treatment"
    r"|no intervention|wait-?list|\bcontrol\b",
    re.IGNORECASE,
)
PRETENDED = re.compile(r"placebo|sham", re.IGNORECASE)
HELPERS = re.compile(
    r"biops|specimen|blood sampl|questionnaire|survey|record review|photograph"
    r"|interview|assessment|imaging|tomograph",
    re.IGNORECASE,
)
HELPING_KINDS = frozenset({"PROCEDURE", "OTHER", "DIAGNOSTIC_TEST"})
WITHOUT_HELPERS = frozenset({"DIAGNOSTIC", "SCREENING"})
# What the names of a group, or its label, must bear out before we say what it gets.
LOOKS_ALIKE = re.compile(
    r"placebo|sham|vehicle|dummy|saline|inactive|inert|pretend|simulat|mock|fake",
    re.IGNORECASE,
)
# "Placebo", "Sham tDCS group": a label that names nothing else.
PRETENDED_LABEL = re.compile(
    r"^\W*(?:placebo|sham)(?:[\s-]+(?:placebo|sham|group|arm|control|comparator|only"
    r"|treatment|\d+|[a-z]))*\W*$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Thing:
    """One named thing: "Drug: X" is a DRUG called X."""

    kind: str
    name: str

    @property
    def is_comparator_like(self) -> bool:
        return bool(COMPARATOR_LIKE.search(self.name))


@dataclass(frozen=True)
class NamedThings:
    """The things of a record's arms, each in one place; in the record's order."""

    tested: list[Thing]
    compared: list[Thing]
    shared: list[Thing]
    also: list[Thing]

    @property
    def everything(self) -> list[Thing]:
        return [*self.tested, *self.compared, *self.shared, *self.also]


def thing(text: str) -> Thing:
    """Return the thing that an arm calls "Drug: X"."""
    kind, _colon, name = text.partition(": ")
    return Thing(kind.strip().upper().replace(" ", "_"), name.strip() or kind)


def things_of(arms: Iterable[Arm]) -> list[Thing]:
    """Return the things of some arms, each once."""
    return list(dict.fromkeys(thing(name) for arm in arms for name in arm.names))


def is_pretended(arm: Arm) -> bool:
    """Whether a group is marked as tested and holds, or is called, only a placebo."""
    names = [thing(name).name for name in arm.names]
    holds = bool(names) and all(PRETENDED.search(name) for name in names)
    return holds or bool(PRETENDED_LABEL.match(arm.label))


def is_only_marked(arm: Arm) -> bool:
    """Whether a group bears a placebo's mark, and nothing it names is like one.

    "Standard of Care Group", with a dressing that works.
    """
    said = " ".join([arm.label, *arm.names])
    return arm.kind in {PLACEBO, SHAM} and not LOOKS_ALIKE.search(said)


def is_beside(arm: Arm, record: PlainRecord) -> bool:
    """Whether a group that is marked as tested has nothing of what only such get.

    "Upfront surgery", beside medicines before the same surgery.
    """
    return not own_things(arm, record) and any(
        own_things(one, record) for one in tested_arms(record)
    )


def own_things(arm: Arm, record: PlainRecord) -> set[Thing]:
    """Return what of a group no group for comparison has, and not every group."""
    inside = tested_arms(record)
    outside = things_of(one for one in record.arms if one not in inside)
    return set(things_of([arm])) - {*outside, *shared_things(record.arms)}


def is_not_tested(arm: Arm) -> bool:
    """Whether a group that is marked as tested gets only what others compare with."""
    things = things_of([arm])
    alike = bool(things) and all(one.is_comparator_like for one in things)
    return alike or is_pretended(arm)


def gets_another(arm: Arm, record: PlainRecord) -> bool:
    """Whether a group for comparison gets something that no tested group has."""
    tested = set(things_of(tested_arms(record)))
    if not tested:
        return any(one.kind == EXPERIMENTAL for one in record.arms)
    return not arm.names or bool(set(things_of([arm])) - tested)


def tested_arms(record: PlainRecord) -> list[Arm]:
    return [
        arm for arm in record.arms if arm.kind == EXPERIMENTAL and not is_pretended(arm)
    ]


def divide_names(record: PlainRecord) -> NamedThings:
    """Return the things of all arms, disjoint."""
    arms = record.arms
    inside = tested_arms(record)
    experimental = things_of(inside)
    outside = set(things_of(arm for arm in arms if arm not in inside))
    shared = shared_things(arms)
    own = [
        one
        for one in experimental
        if one not in outside and one not in shared and not one.is_comparator_like
    ]
    tested = [one for one in own if not is_helper(one, record.primary_purpose)]
    if len(arms) > 1:
        # Where nothing else sets the groups apart, it is what is compared.
        tested = tested or own
    compared = [
        one
        for one in things_of(arm for arm in arms if arm.kind in COMPARATORS)
        if one not in experimental and one not in shared
    ]
    taken = {*tested, *compared, *shared}
    also = [one for one in things_of(arms) if one not in taken]
    return NamedThings(tested, compared, shared, also)


def shared_things(arms: tuple[Arm, ...]) -> list[Thing]:
    """Return what every one of several arms holds."""
    if len(arms) < 2 or any(arm.kind == NO_INTERVENTION for arm in arms):
        return []
    sets = [set(things_of([arm])) for arm in arms]
    return [one for one in things_of(arms) if all(one in found for found in sets)]


def is_helper(one: Thing, purpose: str) -> bool:
    """Whether a thing only measures, where measuring is not what is tested."""
    is_measure = one.kind in HELPING_KINDS and bool(HELPERS.search(one.name))
    return is_measure and purpose not in WITHOUT_HELPERS


def record_things(record: PlainRecord) -> list[Thing]:
    """Return all that the record names, of its arms or of its list."""
    if any(arm.names for arm in record.arms):
        return things_of(record.arms)
    return [
        Thing(str(one.get("type", "")), str(one.get("name", "")))
        for one in record.interventions
        if one.get("name")
    ]
