"""How much a record is about each concept, from 1 to 100. Pure.

What a condition names counts more than what the registry puts it under, that more than
a title, then what is given, then keywords, then the text.
"""

from trials.indexing.groups import group_weights
from trials.indexing.named import NamedConcepts, named_in_record
from trials.indexing.numbers import number_weights
from trials.indexing.texts import StudyText
from trials.vocabulary.concepts import ancestors, known_concepts

CONDITION, FIRST, TERM = 58, 8, 50
IN_TITLE, IN_OFFICIAL, ALONE = 22, 10, 10
TITLE_ONLY, OFFICIAL_ONLY, KEYWORD, GIVEN_TO, TEXT = 46, 38, 30, 20, 12
GIVEN, GIVEN_IN_TITLE, TITLE_OF_GIVEN, OFFICIAL_OF_GIVEN = 62, 20, 56, 45
# What is named by its kind only with a record that is about very many things.
MANY, OF_MANY = 8, 22
A_STEP, UNDER = 2, 4
LEAST_ABOVE = 28


def weigh_concepts(text: StudyText) -> dict[str, int]:
    """Return the weight of each concept of a record, those above it included."""
    named = named_in_record(text)
    own = {key: weight_of(key, named) for key in everything(named)}
    found = dict(own)
    for key, weight in own.items():
        if weight >= LEAST_ABOVE:
            for above, steps in ancestors(key):
                under = max(weight - UNDER - A_STEP * steps, 10)
                found[above] = max(found.get(above, 0), under)
    return {**found, **group_weights(text), **number_weights(text.numbers)}


def everything(named: NamedConcepts) -> set[str]:
    return (
        named.any_condition
        | named.terms
        | named.title
        | named.official_title
        | named.interventions
        | named.keywords
        | named.summary
    )


def weight_of(key: str, named: NamedConcepts) -> int:
    """Return how much a record that names these things is about one of them."""
    if known_concepts()[key].kind == "condition":
        return weight_of_condition(key, named)
    return weight_of_treatment(key, named)


def weight_of_condition(key: str, named: NamedConcepts) -> int:
    in_title = IN_TITLE if key in named.title else 0
    in_title = in_title or (IN_OFFICIAL if key in named.official_title else 0)
    if key in named.any_condition or key in named.terms:
        base = CONDITION if key in named.any_condition else TERM
        first = FIRST if named.conditions and key in named.conditions[0] else 0
        return base + first + in_title + alone(key, named)
    if key in named.title:
        return TITLE_ONLY
    return weight_of_rest(key, named, OFFICIAL_ONLY)


def alone(key: str, named: NamedConcepts) -> int:
    """Return what a record gains or loses by how much else it is about."""
    everyone = named.any_condition | named.terms
    near = {above for above, _steps in ancestors(key)} | {key}
    kin = {
        one
        for one in everyone
        if one in near or key in {above for above, _steps in ancestors(one)}
    }
    gain = ALONE * len(kin) // len(everyone)
    return gain - (OF_MANY if len(named.conditions) > MANY else 0)


def weight_of_treatment(key: str, named: NamedConcepts) -> int:
    in_title = key in named.title
    if key in named.interventions:
        official = IN_OFFICIAL if key in named.official_title else 0
        return GIVEN + (GIVEN_IN_TITLE if in_title else official)
    if in_title:
        return TITLE_OF_GIVEN
    if key in named.any_condition:
        return OFFICIAL_OF_GIVEN
    return weight_of_rest(key, named, OFFICIAL_OF_GIVEN)


def weight_of_rest(key: str, named: NamedConcepts, official: int) -> int:
    if key in named.official_title:
        return official
    if key in named.keywords:
        return KEYWORD
    return GIVEN_TO if key in named.interventions else TEXT
