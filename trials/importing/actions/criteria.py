"""The eligibility text becomes rows, nested as the registry's words are."""

from dataclasses import dataclass

from trials.models import EligibilityCriterion, Study
from trials.registry.record import (
    EXCLUSION,
    GENERAL,
    INCLUSION,
    CriteriaSplit,
    Criterion,
)


@dataclass(frozen=True)
class Laid:
    """A criterion's unsaved row and the row that it is nested in."""

    row: EligibilityCriterion
    parent: EligibilityCriterion | None


def write_criteria(study: Study, split: CriteriaSplit) -> list[EligibilityCriterion]:
    """Replace the criteria by those of the eligibility text, and return them."""
    study.criteria.all().delete()
    laid: list[Laid] = []
    lay(split.general, GENERAL, None, 0, laid)
    lay(split.inclusion, INCLUSION, None, 0, laid)
    lay(split.exclusion, EXCLUSION, None, 0, laid)
    # One statement a depth, not a criterion: real records have 111 of them, 6 deep.
    for depth in range(max((one.row.depth for one in laid), default=-1) + 1):
        level = [one for one in laid if one.row.depth == depth]
        for one in level:
            one.row.study = study
            one.row.parent = one.parent
        EligibilityCriterion.objects.bulk_create(one.row for one in level)
    return [one.row for one in laid]


def lay(
    criteria: list[Criterion],
    kind: str,
    parent: EligibilityCriterion | None,
    depth: int,
    laid: list[Laid],
) -> None:
    """Add rows for nested criteria to `laid`, positions in reading order."""
    for criterion in criteria:
        row = EligibilityCriterion(
            kind=kind,
            depth=depth,
            position=len(laid),
            form=criterion.form,
            number=criterion.number,
            text=criterion.text,
        )
        laid.append(Laid(row, parent))
        lay(criterion.children, kind, row, depth + 1, laid)
