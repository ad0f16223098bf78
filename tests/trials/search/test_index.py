"""The index changes with the study, in the same transaction, and can be made anew."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from tests import factories
from trials.importing.actions.publishing import publish_study
from trials.indexing import index_study
from trials.models import ConceptMention, SearchDocument
from trials.search import find

pytestmark = pytest.mark.django_db


def lupus_study(**fields):
    usual = {
        "brief_title": "A Study of Lupus",
        "conditions": ["Systemic Lupus Erythematosus"],
        "is_published": False,
    }
    return factories.Study(**(usual | fields))


def test_a_study_is_found_when_it_is_published_and_not_before():
    study = lupus_study()
    index_study(study)
    assert find("SLE", "en") == []
    publish_study(study=study, now=timezone.now())
    assert find("SLE", "en") == [study.registry_id]


def test_what_is_rolled_back_is_not_found():
    study = lupus_study()
    with transaction.atomic():
        publish_study(study=study, now=timezone.now())
        transaction.set_rollback(True)
    assert not ConceptMention.objects.exists()
    assert not SearchDocument.objects.exists()


def test_a_study_that_is_taken_back_leaves_no_row():
    study = lupus_study(is_published=True)
    index_study(study)
    study.is_published = False
    study.save()
    assert find("lupus", "en") == []
    index_study(study)
    assert not ConceptMention.objects.exists()
    assert not SearchDocument.objects.exists()


def test_other_words_replace_the_old_ones():
    study = lupus_study(is_published=True)
    index_study(study)
    study.conditions, study.brief_title = ["Asthma"], "Breathing"
    study.save()
    index_study(study)
    assert find("lupus", "en") == []
    assert find("erythematosus", "en") == []
    assert find("asthma", "en") == [study.registry_id]


def test_the_command_makes_what_is_missing():
    study = lupus_study(is_published=True)
    out = StringIO()
    call_command("index_studies", "--missing", stdout=out)
    assert out.getvalue() == "1 of 1\n"
    assert find("lupus", "en") == [study.registry_id]
    out = StringIO()
    call_command("index_studies", "--missing", stdout=out)
    assert out.getvalue() == ""


def test_the_command_makes_all_anew_and_says_how_far_it_is():
    lupus_study(is_published=True)
    lupus_study(is_published=True)
    out = StringIO()
    call_command("index_studies", stdout=out)
    assert out.getvalue() == "2 of 2\n"
    assert len(find("lupus", "en")) == 2


def test_a_deleted_study_is_gone_from_the_words_too():
    study = lupus_study(is_published=True, brief_title="Quokka words")
    index_study(study)
    assert find("quokka", "en") == [study.registry_id]
    study.delete()
    other = lupus_study(is_published=True)
    index_study(other)
    assert find("quokka", "en") == []
