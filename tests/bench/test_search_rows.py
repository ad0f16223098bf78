"""Studies that are made for the search's lines are about different things."""

import pytest

from bench.search_rows import grow
from tests import factories
from trials.indexing.writing import index_study
from trials.models import ConceptMention, SearchDocument, Study, StudySite

# It makes an index anew, which PostgreSQL refuses beside rows of the same transaction.
pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 40


def test_no_study_is_a_copy_of_another():
    base = factories.Study(conditions=["Lupus Erythematosus, Systemic"])
    factories.StudySite(study=base)
    index_study(base)
    # In two goes: the second begins where the first ended.
    grow(ROWS // 2)
    grow(ROWS)
    grow(ROWS)
    assert Study.objects.published().count() == ROWS
    documents = SearchDocument.objects.values_list("title", "body")
    assert len(set(documents)) == len(documents) >= ROWS
    about = ConceptMention.objects.filter(study__gt=base.pk, weight__gte=60)
    assert len(set(about.values_list("concept", flat=True))) > ROWS
    assert StudySite.objects.values("latitude", "longitude").distinct().count() > 10
