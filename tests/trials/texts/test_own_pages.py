"""The operator's own words in a language that the portal does not speak."""

import pytest
from django.test import Client

from portal.hospital.actions import say_settings
from tests.factories import NOW
from tests.trials.texts.people import person
from trials.models import TextVersion

pytestmark = pytest.mark.django_db
BASE = "/staff/texts/"
SIGNED = {"name": "Dr Example", "approved_on": "2026-01-31"}


@pytest.fixture(autouse=True)
def _german(settings) -> None:
    settings.SAID_BY_ENVIRONMENT, settings.SERVE_UNAPPROVED = frozenset(), False
    say_settings(values={"OWN_LANGUAGES": "de, en"}, now=NOW, by="test")


def step(client: Client, version: TextVersion, name: str) -> None:
    client.post(f"{BASE}version/{version.pk}/step/", {"step": name})


def test_german_words_stand_below_the_page_once_another_person_approved(client):
    editor, reader = person("editor"), person("reader")
    assert f"{BASE}own/IMPRINT/de/" in editor.get(BASE).content.decode()
    editor.post(f"{BASE}own/IMPRINT/de/")
    version = TextVersion.objects.get(language="de")
    # A second press goes on with it.
    editor.post(f"{BASE}own/IMPRINT/de/")
    words = {"title": "Impressum", "text": "Klinikum Bonn", "base": version.sha256}
    editor.post(f"{BASE}version/{version.pk}/write/", words)
    step(editor, version, "hand_in")
    assert "Klinikum Bonn" not in client.get("/imprint/").content.decode()
    reader.post(f"{BASE}version/{version.pk}/sign/", SIGNED)
    step(reader, version, "publish")
    page = client.get("/imprint/").content.decode()
    assert '<section lang="de"' in page
    assert "Klinikum Bonn" in page
    assert "Klinikum Bonn" not in client.get("/privacy/").content.decode()
    assert TextVersion.objects.get(language="de").reviewer_name == "Dr Example"


@pytest.mark.parametrize(
    "path", ["own/CONSENT/de/", "own/IMPRINT/fr/", "own/PRIVACY/en/"]
)
def test_only_own_pages_in_own_languages(path):
    assert person("editor").post(BASE + path).status_code == 404
    assert not TextVersion.objects.filter(language__in=["de", "fr"]).exists()


def test_whoever_may_not_write_begins_nothing():
    client = person("auditor", group="Auditors")
    assert client.post(f"{BASE}own/IMPRINT/de/").status_code == 403
