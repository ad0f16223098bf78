"""Prepared answers: common ones by editors, a team's own by the team, nobody else's."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client

from contacts.models import AuditEvent, ReplyTemplate, Verb
from tests import factories, texts
from tests.factories import NOW, accepted, staff
from tests.filled import filled
from tests.texts import OTHER
from trials.models import TextKind, TextVersion
from trials.texts.actions.publishing import publish_text
from trials.texts.actions.reviewing import approve_text

pytestmark = pytest.mark.django_db
WORDS = {
    "title_en": "We call tomorrow",
    "body_en": "Dear {first_name}, we call tomorrow. {my_name}",
    "title_zh-hans": "明天致电",
    "body_zh-hans": "{first_name}，您好：我们明天致电。",
}


@pytest.fixture
def sent():
    return accepted(language="zh-hans")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def member(sent) -> Client:
    return client_of(staff([sent.enquiry.site]))


@pytest.fixture
def outsider() -> Client:
    return client_of(staff([factories.StudySite()]))


@pytest.fixture
def editor() -> Client:
    call_command("form_roles")
    user = staff([])
    user.memberships.all().delete()
    user.groups.add(Group.objects.get(name="Content editors"))
    return client_of(user)


def common(title: str = "We have read it") -> ReplyTemplate:
    values = {"key": "read", "language": "en", "body": "Dear {first_name}"}
    return ReplyTemplate.objects.create(title=title, **values)


def page_of(client: Client, path: str = "/staff/prepared/") -> str:
    return client.get(path).content.decode()


def test_a_team_writes_its_own_and_begins_with_it_in_the_familys_language(
    member, outsider, sent
):
    team = sent.enquiry.site.teams.get()
    form = {**WORDS, "team": team.pk}
    assert member.post("/staff/prepared/new/", form)["Location"] == "/staff/prepared/"
    assert "We call tomorrow" in page_of(member)
    assert "We call tomorrow" not in page_of(outsider)
    path = f"/staff/enquiries/{sent.enquiry.reference}/?template=we-call-tomorrow"
    shown = page_of(member, path)
    assert "Lena Fischer，您好：我们明天致电。" in shown
    assert "Dear Lena Fischer, we call tomorrow." in shown


def test_a_team_writes_for_no_other_and_not_for_all(member, outsider, sent):
    team = sent.enquiry.site.teams.get()
    for client, number in ((outsider, team.pk), (member, "")):
        answer = client.post("/staff/prepared/new/", {**WORDS, "team": number})
        assert answer.status_code == 422
    assert not ReplyTemplate.objects.exists()


def test_everybody_reads_the_common_ones_and_editors_change_them(
    member, outsider, editor
):
    path = f"/staff/prepared/{common().pk}/"
    for client in (member, outsider):
        assert "We have read it" in page_of(client)
        assert path not in page_of(client)
        assert client.get(path).status_code == 404
        assert client.post(path, WORDS).status_code == 404
        assert client.post(f"{path}delete/").status_code == 404
    assert ReplyTemplate.objects.get().title == "We have read it"
    form = filled(page_of(editor, path))
    assert form["title_en"] == "We have read it"
    assert editor.post(path, {**form, **WORDS}).status_code == 302
    rows = ReplyTemplate.objects.filter(team=None, key="read")
    assert dict(rows.values_list("language", "title")) == {
        "en": "We call tomorrow",
        "zh-hans": "明天致电",
    }
    assert "We call tomorrow" in page_of(member)


def test_an_editor_without_a_team_changes_no_teams_own(member, editor, sent):
    team = sent.enquiry.site.teams.get()
    member.post("/staff/prepared/new/", {**WORDS, "team": team.pk})
    row = ReplyTemplate.objects.first()
    assert editor.get(f"/staff/prepared/{row.pk}/").status_code == 404
    assert "We call tomorrow" not in page_of(editor)


def test_a_language_that_is_emptied_goes_and_the_place_stays(editor):
    row = common()
    ReplyTemplate.objects.filter(pk=row.pk).update(position=7)
    path = f"/staff/prepared/{row.pk}/"
    editor.post(path, WORDS)
    editor.post(path, {**WORDS, "title_zh-hans": "", "body_zh-hans": ""})
    (left,) = ReplyTemplate.objects.all()
    assert (left.language, left.position) == ("en", 7)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title_en": ""}, "Give the text a title."),
        ({"body_zh-hans": ""}, "Type the text of this title."),
        ({"body_en": "Dear {name}"}, "Nothing can be put in for {name}."),
        (dict.fromkeys(WORDS, ""), "Write it in one language at least."),
    ],
)
def test_mistakes_are_named_and_nothing_is_lost(editor, change, words):
    answer = editor.post("/staff/prepared/new/", {**WORDS, **change})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    for name, value in {**WORDS, **change}.items():
        assert filled(page)[name].strip() == value
    assert not ReplyTemplate.objects.exists()


def test_what_an_editor_deletes_stays_deleted(editor):
    call_command("load_templates")
    count = ReplyTemplate.objects.count()
    row = ReplyTemplate.objects.get(key="read", language="zh-hans")
    assert editor.post(f"/staff/prepared/{row.pk}/delete/").status_code == 302
    call_command("load_templates")
    assert not ReplyTemplate.objects.filter(key="read").exists()
    assert ReplyTemplate.objects.count() == count - 2


def test_two_of_one_title_do_not_hide_each_other(editor, member, sent):
    editor.post("/staff/prepared/new/", WORDS)
    team = sent.enquiry.site.teams.get()
    member.post("/staff/prepared/new/", {**WORDS, "team": team.pk})
    keys = set(ReplyTemplate.objects.values_list("key", flat=True))
    assert keys == {"we-call-tomorrow", "we-call-tomorrow-2"}


def test_the_audit_knows_who_but_not_what(editor):
    editor.post("/staff/prepared/new/", WORDS)
    event = AuditEvent.objects.get(verb=Verb.TEMPLATE_CHANGED)
    assert event.by.startswith("user:")
    assert event.detail == {"team": None, "languages": ["en", "zh-hans"]}


def test_shipped_answers_are_marked_until_this_hospital_read_them(member):
    call_command("load_templates")
    mark = "not yet read by this hospital"
    assert mark in member.get("/staff/prepared/").content.decode()
    version = TextVersion.objects.get(kind=TextKind.ANSWERS, language="en")
    row = approve_text(version=version, approval=texts.APPROVAL, now=NOW, by=OTHER)
    publish_text(version=row, today=texts.TODAY, now=NOW, by=OTHER)
    assert mark not in member.get("/staff/prepared/").content.decode()
