"""A file of another study says so before anything is taken from it."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests import factories
from tests.trials.authoring.views.test_authoring import author
from tests.trials.pages.views.test_selfchecks import version
from tests.trials.selfcheck.founding import DEFINITION
from trials.selfcheck.fhir.export import export_questionnaire

__all__ = ["author", "version"]
pytestmark = pytest.mark.django_db
OTHER = "NCT90000002"


@pytest.mark.parametrize("made", [lambda one: one, export_questionnaire])
def test_a_file_of_another_study(author, made):
    study = factories.Study(registry_id=OTHER)
    page = f"/staff/self-checks/{OTHER}/"

    def send(**values: str):
        raw = json.dumps(made(DEFINITION)).encode()
        return author.post(page, {"file": SimpleUploadedFile("a.json", raw), **values})

    refused = send().content.decode()
    assert "This file is of the study NCT07233642" in refused
    assert study.selfchecks.count() == 0
    assert send(is_of_other_study="on").status_code == 302
    assert study.selfchecks.get().definition["study"] == OTHER
