"""What a study must be about to answer a search."""

from trials.indexing.groups import HEALTHY, group_key, phase_key
from trials.search.ranking.fitting import Keys
from trials.search.understanding.shapes import Understood
from trials.vocabulary.concepts import known_concepts


def wanted_groups(understood: Understood) -> list[Keys]:
    """Return the keys of what a study must be about, alternatives together."""
    groups = [
        tuple(one.key for one in alternatives)
        for alternatives in understood.groups
        if alternatives[0].kind not in ("person", "sponsor")
    ]
    groups += [(phase_key(one),) for one in understood.phases]
    if understood.healthy:
        groups.append((HEALTHY,))
    if not groups and understood.group and not understood.leftover:
        groups.append((group_key(understood.group),))
    return groups


def of_illnesses(groups: list[Keys]) -> list[Keys]:
    """Return the groups that are illnesses, all where none is.

    Who asks for a treatment of an illness that no study has is not helped by that
    treatment of others.
    """
    kinds = known_concepts()
    ill = [
        one for one in groups if one[0] in kinds and kinds[one[0]].kind == "condition"
    ]
    return ill or groups
