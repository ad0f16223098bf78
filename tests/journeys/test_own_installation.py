"""What an installation has from its start, and that no other language is asked for."""

import pytest
from django.core.management import call_command
from django.test import Client

from contacts.models import ReplyTemplate
from portal.lib.text import has_han
from tests import factories, texts
from tests.administrators import administrator, signed_in
from tests.trials.authoring.views.test_authoring import HERE, author, page
from tests.trials.authoring.views.test_journey import PASTED
from tests.trials.pages.views.test_selfchecks import version
from trials.models import OverallStatus, TextKind, TextVersion
from trials.pages.explained.known import glossary_words
from trials.texts.actions.publishing import publish_text
from trials.texts.actions.reviewing import approve_text

__all__ = ["author", "version"]
pytestmark = pytest.mark.django_db
UNREAD = "not yet read by this hospital"
CONSOLE = (
    *("", "texts/", "texts/NCT07233642/", "self-checks/", "prepared/", "prepared/new/"),
    *("team/", "figures/", "month/", "setup/", "people/"),
    *("self-checks/NCT07233642/", "self-checks/NCT07233642/1.0.0/"),
    *("self-checks/NCT07233642/1.0.0/rule/I1/",),
)


@pytest.fixture(autouse=True)
def _own(settings) -> None:
    settings.SERVE_UNAPPROVED, settings.LANGUAGES = False, [("en", "English")]


def start() -> None:
    """Load what `script/setup` loads."""
    call_command("load_templates")
    call_command("load_texts")


def test_general_words_stand_there_from_the_start_and_are_marked():
    factories.site_with_contact(
        study__registry_id="NCT90000001", study__phases=["PHASE2"]
    )
    start()
    said = texts.read_study()
    for words in ("What is a clinical trial?", "What does “phase 2” mean?", UNREAD):
        assert words in said
    assert ReplyTemplate.objects.filter(team=None).count() > 3
    assert UNREAD in Client().get("/words/").content.decode()


def test_every_state_of_a_study_is_explained_as_pages_name_it():
    explained = {one.term for one in glossary_words([], "en")}
    # What comes after these is said of expanded access alone.
    states = list(OverallStatus)[: list(OverallStatus).index(OverallStatus.AVAILABLE)]
    assert {str(one.label) for one in states} <= explained


def test_a_second_start_changes_nothing_and_other_languages_stay_out():
    start()
    version = TextVersion.objects.get(kind=TextKind.QUESTIONS)
    row = approve_text(
        version=version, approval=texts.APPROVAL, now=factories.NOW, by=texts.READER
    )
    publish_text(version=row, today=texts.TODAY, now=factories.NOW, by=texts.READER)
    before = set(TextVersion.objects.values_list("pk", "state", "sha256"))
    start()
    assert set(TextVersion.objects.values_list("pk", "state", "sha256")) == before
    for rows in (TextVersion.objects, ReplyTemplate.objects):
        assert set(rows.order_by().values_list("language", flat=True)) == {"en"}


def test_no_page_of_the_console_asks_for_chinese(author, version):
    version.delete()
    start()
    author.post(f"{HERE}paste/", {"criteria": PASTED})
    client = signed_in(administrator())
    for path in CONSOLE:
        answer = client.get(f"/staff/{path}")
        said = answer.content.decode()
        assert answer.status_code == 200, path
        assert not has_han(said), path
        assert "zh-hans" not in said.lower(), path
        assert "Chinese" not in said, path
    assert "reader-en" in page(author, "1.0.0/")
