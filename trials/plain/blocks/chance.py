"""By chance or not: how people are put into groups, and what comparing groups get."""

from typing import Any

from trials.plain.blocks.short import INTERVENTIONAL
from trials.plain.chance_words import TEMPLATES
from trials.plain.named import (
    ACTIVE,
    EXPERIMENTAL,
    NO_INTERVENTION,
    PLACEBO,
    SHAM,
    gets_another,
    is_only_marked,
)
from trials.plain.names import spelled
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, say
from trials.plain.tenses import tense

RANDOMIZED, NON_RANDOMIZED, NA = "RANDOMIZED", "NON_RANDOMIZED", "NA"
SINGLE, CROSSOVER, FACTORIAL = "SINGLE_GROUP", "CROSSOVER", "FACTORIAL"
SEQUENTIAL = "SEQUENTIAL"
# What decides first; and what each sentence rests on beside it.
FIRST = ("study_type", "allocation", "overall_status")
MORE = {
    "random": ("arms",),
    "plan": ("arms",),
    "no_number": (),
    "single": ("intervention_model", "arms"),
    "single_said": ("intervention_model", "arms"),
}
ALL = ("intervention_model", "arms")
GROUP_FIELDS = ("study_type", "allocation", "arms", "overall_status")


def say_chance(record: PlainRecord) -> list[Sentence]:
    """Return how groups are made, or that we did not find it."""
    if record.study_type != INTERVENTIONAL or not tense(record):
        return []
    key = how_grouped(record)
    first = chance_sentence(record, key)
    if key == "unclear":
        return [first]
    return [first, *more_of_model(record), *comparing_groups(record)]


def how_grouped(record: PlainRecord) -> str:
    """Return which sentence fits allocation, model and number of groups."""
    model, many = record.intervention_model, len(record.arms)
    if record.allocation == RANDOMIZED:
        return by_chance(model, many)
    if record.allocation == NON_RANDOMIZED and model != SINGLE and many > 1:
        return "crossover_plan" if model == CROSSOVER else "plan"
    if record.allocation in {NA, NON_RANDOMIZED}:
        return one_group(record.allocation, model, many)
    return "unclear"


def by_chance(model: str, many: int) -> str:
    if many == 0 and model != SINGLE:
        return "no_number"
    if many > 1 and model != SINGLE:
        return "crossover" if model == CROSSOVER else "random"
    return "unclear"


def one_group(allocation: str, model: str, many: int) -> str:
    """Return what to say of a single group."""
    if model == SINGLE and many == 1:
        return "single"
    is_bare = model == SINGLE and many == 0
    is_stepwise = model == SEQUENTIAL and many == 1 and allocation == NA
    return "single_said" if is_bare or is_stepwise else "unclear"


def chance_sentence(record: PlainRecord, key: str) -> Sentence:
    """Return the sentence, in its tense where something happens."""
    fields = (*FIRST, *MORE.get(key, ALL))
    if key == "unclear":
        return say(TEMPLATES, "chance.unclear", fields)
    values: dict[str, Any] = {}
    if key in {"random", "plan"}:
        values["n"] = spelled(len(record.arms))
    full = f"chance.{key}.{tense(record)}"
    chosen = full if full in TEMPLATES else f"chance.{key}"
    return say(TEMPLATES, chosen, fields, **values)


def more_of_model(record: PlainRecord) -> list[Sentence]:
    """Return what a factorial or sequential plan adds."""
    adds = {FACTORIAL: "factorial", SEQUENTIAL: "sequential"}
    name = adds.get(record.intervention_model)
    if not name:
        return []
    by_arms = () if record.allocation == RANDOMIZED else ("arms",)
    fields = (*FIRST, "intervention_model", *by_arms)
    return [say(TEMPLATES, f"chance.{name}.{tense(record)}", fields)]


def comparing_groups(record: PlainRecord) -> list[Sentence]:
    """Return what the groups get that stand for comparison."""
    arms = [
        arm for arm in record.arms if arm.kind != ACTIVE or gets_another(arm, record)
    ]
    kinds = [arm.kind for arm in arms if not is_only_marked(arm)]
    keyed = {PLACEBO: "placebo", SHAM: "sham", NO_INTERVENTION: "nothing"}
    if EXPERIMENTAL in kinds:
        keyed[ACTIVE] = "active"
    said = [
        group_sentence(record, kind, name, kinds.count(kind))
        for kind, name in keyed.items()
        if kind in kinds
    ]
    marked = [arm.kind for arm in arms if is_only_marked(arm)]
    return said + [
        say(TEMPLATES, f"chance.{name}_marked", GROUP_FIELDS, n, n=spelled(n))
        for kind, name in {PLACEBO: "placebo", SHAM: "sham"}.items()
        if (n := marked.count(kind))
    ]


def group_sentence(record: PlainRecord, kind: str, name: str, many: int) -> Sentence:
    """Return "One group gets a placebo: …"."""
    when = tense(record)
    fields: tuple[str, ...] = GROUP_FIELDS
    if kind == PLACEBO and record.intervention_model == CROSSOVER:
        fields = (*fields, "intervention_model")
        return say(TEMPLATES, f"chance.placebo_used.{when}", fields)
    template = TEMPLATES[f"chance.who.{when}"]
    who = template(many) % {"n": spelled(many)} if callable(template) else ""
    who = who[:1].upper() + who[1:]
    return say(TEMPLATES, f"chance.{name}", fields, who=who)
