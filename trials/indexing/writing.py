"""Write what the search keeps of a study: in the transaction that changes it."""

from datetime import date

from django.db import transaction

from trials.indexing.documents import documents_of
from trials.indexing.reading import study_text
from trials.indexing.weighing import weigh_concepts
from trials.models import OPEN_STATUSES, ConceptMention, SearchDocument, Study
from trials.vocabulary.concepts import LONGEST

OPEN = 1_000_000


@transaction.atomic
def index_study(study: Study) -> None:
    """Replace a study's rows of the search; one that is not published has none."""
    ConceptMention.objects.filter(study=study).delete()
    SearchDocument.objects.filter(study=study).delete()
    if not study.is_published:
        return
    freshness = freshness_of(study)
    ConceptMention.objects.bulk_create(
        ConceptMention(
            study=study,
            concept=key[:LONGEST],
            weight=min(weight, 100),
            freshness=freshness,
        )
        for key, weight in weigh_concepts(study_text(study)).items()
    )
    SearchDocument.objects.bulk_create(documents_of(study))


def freshness_of(study: Study) -> int:
    """Return a number that is greater for open studies, and for those changed late."""
    year, month, day = (f"{study.last_update_date}-01-01".split("-") + ["1"] * 3)[:3]
    try:
        days = date(int(year), int(month), int(day)).toordinal()
    except ValueError:
        days = 0
    return days + (OPEN if study.overall_status in OPEN_STATUSES else 0)
