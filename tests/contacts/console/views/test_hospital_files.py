"""All data of a hospital as one file: whole, without keys, and not for everybody."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.test import Client

from contacts.console.exporting.records import LEFT_OUT, OF_ENQUIRY, fields_of
from contacts.conversation.actions import handling
from contacts.conversation.export import SECRET
from contacts.models import (
    AuditEvent,
    Enquiry,
    Facility,
    FacilityName,
    FacilityPlace,
    Verb,
)
from tests.factories import NOW, accepted, site_with_contact, staff

pytestmark = pytest.mark.django_db
PASSWORD = {"password": "a long pass phrase"}


@pytest.fixture
def sent():
    """An enquiry to a hospital, with a remark on it, and another one elsewhere."""
    found = accepted(text="=1+1 Is there a place?").enquiry
    user = staff([found.site])
    handling.add_remark(
        enquiry=found, text="Speaks Mandarin.", user=user, now=NOW, by=f"user:{user.pk}"
    )
    accepted(site_with_contact(facility="Elsewhere"), last_name="Kanarienvogel")
    return found


@pytest.fixture
def path(sent) -> str:
    hospital = Facility.objects.create(name="Example Hospital", city="Hangzhou")
    hospital.team = sent.site.teams.get()
    hospital.save()
    FacilityPlace.objects.create(
        facility=hospital, site=sent.site, confirmed_at=NOW, by="user:1"
    )
    return f"/staff/setup/hospitals/{hospital.pk}/file/"


def administrator(*, is_desk: bool = True) -> Client:
    user = staff([], is_desk=is_desk)
    user.is_staff = user.is_superuser = True
    user.save()
    client = Client()
    client.force_login(user)
    client.post("/staff/account/confirm/?next=/staff/", PASSWORD)
    return client


def give_factor(client: Client) -> None:
    now = int(datetime.now(UTC).timestamp()) // 30
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", now))
    answer = client.post("/staff/account/reauthenticate/", {"code": code})
    assert answer.status_code == 302


def take(client: Client, path: str) -> zipfile.ZipFile:
    answer = client.post(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/zip"
    assert answer.streaming
    return zipfile.ZipFile(io.BytesIO(b"".join(answer)))


def test_everything_of_the_hospital_and_of_no_other_is_there(sent, path):
    client = administrator()
    give_factor(client)
    archive = take(client, path)
    assert archive.testzip() is None
    assert archive.namelist() == [
        *("README.txt", "hospital.json", "enquiries.csv", "messages.csv"),
        *(f"enquiries/{sent.reference}.json", "manifest.json"),
    ]
    texts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"Kanarienvogel" in text for text in texts.values())
    whole = json.loads(texts[f"enquiries/{sent.reference}.json"])
    assert whole["last_name"] == "Fischer"
    assert whole["messages"][0]["body"] == "=1+1 Is there a place?"
    assert whole["remarks"][0]["body"] == "Speaks Mandarin."
    assert whole["audit"][0]["verb"] == "ENQUIRY_SENT"
    assert b"'=1+1 Is there" in texts["messages.csv"]
    hospital = json.loads(texts["hospital.json"])
    assert hospital["format"] == 1
    assert hospital["team"]["members"][0]["email"].endswith("@site.example")
    sums = json.loads(texts.pop("manifest.json"))["files"]
    assert sums == {n: hashlib.sha256(t).hexdigest() for n, t in texts.items()}


def test_every_field_but_keys_is_exported(sent):
    models = {Enquiry, *OF_ENQUIRY}
    for model in models:
        declared = model.PERSONAL | model.IMPERSONAL
        assert set(fields_of(model)) == declared - SECRET - {"body_html"}
    hanging = {one.related_model for one in Enquiry._meta.related_objects}
    assert hanging == set(OF_ENQUIRY) | set(LEFT_OUT)


def test_no_link_in_it_opens_anything(sent, path):
    client = administrator()
    give_factor(client)
    archive = take(client, path)
    text = archive.read(f"enquiries/{sent.reference}.json").decode()
    mails = [mail.body_text for mail in sent.emails.all()]
    links = {
        word.split("/")[4]
        for mail in mails
        for word in mail.split()
        if word.startswith("http://testserver/") and word.count("/") > 4
    }
    assert links
    assert not any(link in text for link in links if len(link) > 20)
    assert "http://testserver/enquiries/…/" in text


def test_the_password_alone_is_not_enough(sent, path):
    client = administrator()
    answer = client.post(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/account/reauthenticate/?next=")
    assert not AuditEvent.objects.filter(verb=Verb.HOSPITAL_EXPORTED).exists()
    give_factor(client)
    take(client, path)
    event = AuditEvent.objects.get(verb=Verb.HOSPITAL_EXPORTED)
    assert event.detail["enquiries"] == 1


def test_the_demonstration_has_no_second_factor_and_is_asked_for_the_password(
    sent, path, settings
):
    settings.MFA_REQUIRED = False
    client = administrator()
    root = get_user_model().objects.get(is_superuser=True)
    root.authenticator_set.all().delete()
    assert take(client, path).testzip() is None


def test_it_is_only_for_administrators_of_the_desk(sent, path):
    assert administrator(is_desk=False).get(path).status_code == 404
    member = Client()
    member.force_login(staff([], is_desk=True))
    assert member.get(path).status_code == 404
    shown = administrator().get(path)
    assert shown.status_code == 200
    assert b"1 enquiry" in shown.content


def test_looking_makes_no_file(sent, path):
    client = administrator()
    give_factor(client)
    assert client.get(path)["Content-Type"].startswith("text/html")


def test_the_list_of_hospitals_leads_there_for_the_desk(sent, path):
    hospital = Facility.objects.get()
    FacilityName.objects.create(facility=hospital, name="x", folded_name="x")
    assert path.encode() in administrator().get("/staff/setup/").content
    other = administrator(is_desk=False)
    assert path.encode() not in other.get("/staff/setup/").content
