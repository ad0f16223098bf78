"""A study's first page: with what an import judged, the same to the byte as without."""

import json
from inspect import unwrap

import pytest
from django.test import RequestFactory
from django.utils.translation import override

from tests.factories import NOW
from tests.records import SIXTY
from trials.importing.actions.studies import import_study
from trials.models import Study
from trials.pages.views.studies import study_detail
from trials.registry.clinicaltrials.parsing import parse_study
from trials.texts.prose import judged

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "zh-hans", "es", "ar")
FILES = sorted(SIXTY.glob("NCT*.json"))


def drawn(number: str) -> list[bytes]:
    """Return the page in each language, past all that keeps pages."""
    found = []
    for language in LANGUAGES:
        with override(language):
            request = RequestFactory().get(f"/trials/{number}/")
            request.user = None
            found.append(unwrap(study_detail)(request, number).content)
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_an_import_judged_changes_no_byte(file, monkeypatch):
    record = parse_study(json.loads(file.read_text("utf-8")))
    study = import_study(record, now=NOW, publishes=True).study
    assert study.judged_words
    with monkeypatch.context() as once:
        once.setattr(judged, "judge_words", None)
        kept = drawn(study.registry_id)
    Study.objects.update(judged_words=None)
    assert kept == drawn(study.registry_id)
