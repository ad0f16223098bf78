"""The pages on responsibility: whole, in every foot, and true to what the jobs do."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.test import Client

from contacts.conversation.actions import closing
from contacts.enquiries.consent.opening import may_take_messages
from contacts.responsible import keeping_times
from contacts.responsible.matters import MATTERS, matter_of
from portal.hospital.operator import BLANKS
from portal.lib.languages.offered import readers_of
from tests import factories
from tests.hospital import OPERATOR

pytestmark = pytest.mark.django_db
PAGES = ("privacy", "imprint", "accessibility", "about", "help")
LANGUAGES = ("", "/zh-hans")


@pytest.fixture
def blank(settings):
    """Return a way to empty one setting of the operator."""

    def empty(name: str) -> None:
        settings.OPERATOR = {**settings.OPERATOR, name: ""}

    return empty


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_is_there_in_each_language_and_linked_from_every_foot(page, language):
    answer = Client().get(f"{language}/{page}/")
    assert answer.status_code == 200
    assert "still missing" not in answer.content.decode()
    for other in ("/", "/trials/", "/notes/", "/no-such-page/", "/staff/sign-in/"):
        words = Client().get(language + other if other != "/staff/sign-in/" else other)
        own = f'href="/{page}/"' if other == "/staff/sign-in/" else ""
        assert (own or f'href="{language}/{page}/"') in words.content.decode()


def test_what_the_operator_said_stands_there():
    said = Client().get("/privacy/").content.decode()
    said += Client().get("/imprint/").content.decode()
    for name in OPERATOR.keys() - {"OPERATOR_COUNTRY"}:
        assert OPERATOR[name].replace("'", "&#x27;") in said, name
    assert "Germany" in said


def test_an_operator_may_say_it_in_chinese_too(settings):
    settings.OPERATOR = {**settings.OPERATOR, "OPERATOR_NAME_ZH_HANS": "测试医院"}
    assert "测试医院" in Client().get("/zh-hans/imprint/").content.decode()
    assert "测试医院" not in Client().get("/imprint/").content.decode()


@pytest.mark.parametrize(
    ("place", "constant", "words"),
    [
        ("keeping_times", "RETENTION", "77 days after its end"),
        ("keeping_times", "NOTES_KEPT", "deleted after 77 days"),
        ("erasing", "INACTIVE", "nobody uses after 77 days"),
        ("purging", "STRAY_MAILS", "deleted after 77 days"),
        ("correcting", "KEPT_ANYHOW", "77 days in any case"),
    ],
)
def test_how_long_is_read_from_what_the_jobs_use(monkeypatch, place, constant, words):
    module = keeping_times if place == "keeping_times" else None
    module = module or getattr(keeping_times, place)
    monkeypatch.setattr(module, constant, timedelta(days=77))
    assert words in Client().get("/privacy/").content.decode()


def test_the_constants_are_the_jobs_own():
    assert keeping_times.RETENTION is closing.RETENTION


def test_the_record_of_deeds_has_its_own_limit(settings):
    settings.AUDIT_DAYS = 99
    assert "The record of deeds 99 days." in Client().get("/privacy/").content.decode()
    settings.AUDIT_DAYS = 0
    assert "without an end" in Client().get("/privacy/").content.decode()


@pytest.mark.parametrize("name", BLANKS)
def test_each_blank_is_warned_of_and_closes_families_forms(blank, name, settings):
    settings.PORTAL_DESK_PHONE = "+44 20 7946 0123"
    study = factories.site_with_contact().study
    paths = (f"/trials/{study.registry_id}/message/", "/alerts/")
    assert all(Client().get(path).status_code == 200 for path in paths)
    assert may_take_messages("en")
    blank(name)
    assert not may_take_messages("en")
    warned = [one.msg for one in run_checks(include_deployment_checks=True)]
    assert [words for words in warned if words.startswith(f"{name} is empty")]
    for path in paths:
        answer = Client().get(path)
        assert answer.status_code == 503
        assert "+44 20 7946 0123" in answer.content.decode()


def test_what_was_typed_is_shown_and_the_console_works(blank):
    study = factories.site_with_contact().study
    blank("OPERATOR_NAME")
    form = {"message": "Is there a <place>?"}
    typed = Client().post(f"/trials/{study.registry_id}/message/", form)
    assert "Is there a &lt;place&gt;?" in typed.content.decode()
    client = Client()
    client.force_login(factories.staff([study.sites.get()]))
    assert client.get("/staff/").status_code == 200
    assert "(still missing)" in Client().get("/imprint/").content.decode()


def test_a_demonstration_says_that_its_hospital_is_made_up(settings):
    assert "made up" not in Client().get("/imprint/").content.decode()
    settings.OPERATOR_IS_FICTIONAL = True
    for page in PAGES:
        assert "made up" in Client().get(f"/{page}/").content.decode()
    warned = {one.id for one in run_checks(include_deployment_checks=True)}
    assert "portal.W012" in warned


def test_every_model_with_personal_fields_belongs_to_a_matter():
    models = [
        *apps.get_app_config("contacts").get_models(),
        *apps.get_app_config("portal").get_models(),
    ]
    lost = [
        one.__name__
        for one in models
        if getattr(one, "PERSONAL", None) and matter_of(one.__module__) is None
    ]
    assert lost == []
    assert len({one.key for one in MATTERS}) == len(MATTERS)


def test_the_chinese_pages_say_that_a_second_reader_is_open():
    assert readers_of("zh-hans") == "one"
    assert "a second has still" not in Client().get("/").content.decode()
