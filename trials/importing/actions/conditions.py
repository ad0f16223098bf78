"""The names of a study's conditions are written out, so that they can be joined."""

from trials.conditions import LONGEST, condition_key
from trials.models import ConditionSource, Study, StudyCondition, condition_hash


def write_conditions(study: Study) -> None:
    """Replace a study's names by those of its record, each condition once."""
    study.condition_rows.all().delete()
    found: dict[str, StudyCondition] = {}
    for name, source in condition_names(study):
        key = condition_key(name)
        if key and key not in found:
            found[key] = StudyCondition(
                study=study,
                name=name[:LONGEST],
                key=key,
                hash=condition_hash(name),
                source=source,
            )
    StudyCondition.objects.bulk_create(found.values())


def condition_names(study: Study) -> list[tuple[str, str]]:
    """Return every name, the registry's terms first and those above them last."""
    terms = [(one["term"], one.get("is_ancestor")) for one in study.condition_terms]
    return [
        *((term, ConditionSource.TERM) for term, is_above in terms if not is_above),
        *((name, ConditionSource.NAME) for name in study.conditions),
        *((term, ConditionSource.ABOVE) for term, is_above in terms if is_above),
    ]
