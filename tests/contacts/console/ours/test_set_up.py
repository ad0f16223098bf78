"""One page lists what is missing; each matter is a form, and one may come back."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from contacts.console.ours.groups import GROUPS
from contacts.models import OutgoingEmail, StaffRole
from contacts.teams.actions.roles import set_roles
from portal.hospital.models import HospitalSetting
from tests.administrators import OUTSIDERS, administrator, outsider, signed_in
from tests.factories import NOW, staff
from tests.portal.hospital.test_look import png
from trials.models import StudySite

pytestmark = pytest.mark.django_db
PAGE = "/staff/hospital/"
OPERATOR = {
    "OPERATOR_NAME": "Our hospital",
    "OPERATOR_ADDRESS": "1 Road\nTown",
    "OPERATOR_COUNTRY": "DE",
    "OPERATOR_REPRESENTATIVE": "Its director",
    "OPERATOR_EMAIL": "office@hospital.example",
    "PRIVACY_OFFICER": "privacy@hospital.example",
    "PRIVACY_AUTHORITY": "The authority",
    "PRIVACY_PROCESSORS": "none",
    "PRIVACY_COUNTRIES": "Germany",
}
SAID = {
    "name": {"PORTAL_NAME": "Trials here", "PORTAL_NAME_ZH_HANS": "临床试验"},
    "languages": {"LANGUAGES": ["zh-hans"]},
    "operator": OPERATOR,
    "mail": {
        "DEFAULT_FROM_EMAIL": "Trials <trials@hospital.example>",
        "PORTAL_DESK_EMAIL": "desk@hospital.example",
        "PORTAL_DESK_PHONE": "+49 6221 1",
    },
    "emergency": {"EMERGENCY_MIND": "0800 1"},
    "units": {"UNITS": "miles"},
    "look": {"COLOUR_DAY": "#5a1a6e"},
    "safety": {
        "CLINICAL_SAFETY_OFFICER": "Dr Example (fictional)",
        "CLINICAL_SAFETY_APPROVED_ON": "2026-11-01",
    },
}


@pytest.fixture(autouse=True)
def _nothing_said(settings) -> None:
    settings.SAID_BY_ENVIRONMENT = frozenset()
    settings.OPERATOR = dict.fromkeys(settings.OPERATOR, "")


@pytest.fixture
def admin() -> Client:
    return signed_in(administrator())


def test_the_list_shrinks_until_everything_is_said(admin):
    assert set(SAID) == set(GROUPS)
    assert "Name of the hospital" in admin.get(PAGE).content.decode()
    for key, values in SAID.items():
        answer = admin.post(f"{PAGE}{key}/", values, follow=True)
        assert answer.redirect_chain == [(PAGE, 302)], key
        assert "Saved:" in answer.content.decode()
        again = unescape(admin.get(f"{PAGE}{key}/").content.decode())
        first = next(iter(values.values()))
        assert (first if isinstance(first, str) else first[0]) in again
    said = admin.get(PAGE).content.decode()
    assert "Name of the hospital" not in said
    assert "Telephone of the desk" not in said
    assert "Trials here" in Client().get("/").content.decode()
    assert "Our hospital" in Client().get("/imprint/").content.decode()


@pytest.mark.parametrize(
    ("key", "name", "value", "words"),
    [
        ("look", "COLOUR_DAY", "#ffcc00", "cannot be read well"),
        ("look", "COLOUR_NIGHT", "blue", "# and six signs"),
        ("mail", "DEFAULT_FROM_EMAIL", "Trials here", "valid email"),
        ("mail", "PORTAL_DESK_EMAIL", "desk", "valid email"),
        ("safety", "CLINICAL_SAFETY_APPROVED_ON", "soon", "valid date"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(admin, key, name, value, words):
    answer = admin.post(f"{PAGE}{key}/", {name: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert f'value="{value}"' in page
    assert not HospitalSetting.objects.exists()


def test_a_logo_is_taken_and_stays_when_no_other_is_given(admin):
    file = SimpleUploadedFile("logo.png", png(), "image/png")
    admin.post(f"{PAGE}look/", {"LOGO": file})
    assert "/hospital/" in Client().get("/").content.decode()
    admin.post(f"{PAGE}look/", {"COLOUR_DAY": "#5a1a6e"})
    assert ".png" in Client().get("/").content.decode().partition("</header>")[0]
    wrong = SimpleUploadedFile("logo.svg", b"<svg onload='x()'/>", "image/svg+xml")
    answer = admin.post(f"{PAGE}look/", {"LOGO": wrong})
    assert answer.status_code == 422
    assert "cannot be shown" in answer.content.decode()


def test_what_the_server_says_cannot_be_changed_here(admin, settings):
    settings.SAID_BY_ENVIRONMENT = frozenset({"PORTAL_DESK_PHONE"})
    settings.PORTAL_DESK_PHONE = "+49 1"
    assert "environment of the server" in admin.get(f"{PAGE}mail/").content.decode()
    admin.post(f"{PAGE}mail/", {**SAID["mail"], "PORTAL_DESK_PHONE": "+49 2"})
    assert not HospitalSetting.objects.filter(name="PORTAL_DESK_PHONE").exists()
    assert HospitalSetting.objects.filter(name="PORTAL_DESK_EMAIL").exists()


def test_a_test_mail_goes_to_the_desk_by_the_usual_way(admin):
    admin.post(f"{PAGE}mail/", SAID["mail"])
    assert "not tried yet" in admin.get(PAGE).content.decode()
    admin.post(f"{PAGE}test-mail/")
    mail = OutgoingEmail.objects.get()
    assert mail.to_address == "desk@hospital.example"
    assert "Waiting to be sent" in admin.get(PAGE).content.decode()


@pytest.mark.parametrize("path", ["texts/", "studies/", "setup/", ""])
def test_each_matter_leads_back_to_the_list(admin, path):
    """Beside the way in the head of the page."""
    said = admin.get(f"/staff/{path}").content.decode()
    assert said.partition("<main")[2].count(f'href="{PAGE}"') == 1
    editor = staff([])
    call_command("form_roles")
    set_roles(user=editor, roles={StaffRole.EDITOR}, is_open=True, now=NOW, by="user:1")
    assert (
        f'href="{PAGE}"' not in signed_in(editor).get(f"/staff/{path}").content.decode()
    )


@pytest.mark.parametrize("kind", OUTSIDERS)
def test_nobody_else_finds_it(kind):
    client = outsider(kind, StudySite.objects.none())
    for path in (PAGE, f"{PAGE}mail/"):
        assert client.get(path).status_code in {302, 404}
        assert client.post(path, SAID["mail"]).status_code in {302, 403, 404, 405}
    assert not HospitalSetting.objects.exists()


def test_there_is_no_such_group(admin):
    assert admin.get(f"{PAGE}secrets/").status_code == 404
