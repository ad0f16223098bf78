"""Every page of the console: own team, another site's, outsider, no second factor."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from contacts.models import AuditEvent, Enquiry, Message, OutgoingEmail, Team, Verb
from tests import factories
from tests.architecture.test_urls import OF_ENQUIRY, OF_MAIL, OF_TEAM, STAFF
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
GET = {"contacts:enquiry_detail", "contacts:enquiry_state", "contacts:team_settings"}


@pytest.fixture
def sent():
    return accepted(first_name="Kanarienvogel")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def counts() -> list[int]:
    return [model.objects.count() for model in (Message, OutgoingEmail, Enquiry)]


@pytest.mark.parametrize("name", sorted(OF_ENQUIRY))
def test_another_sites_member_finds_no_such_enquiry(sent, name):
    other = client_of(staff([factories.StudySite()]))
    before = counts()
    path = reverse(name, args=[sent.enquiry.reference])
    wanted = other.get if name in GET else other.post
    real = wanted(path)
    none = wanted(reverse(name, args=["ENQ-3333-3333-3333"]))
    assert real.status_code == none.status_code == 404
    assert plain(real) == plain(none)
    assert counts() == before
    refused = AuditEvent.objects.filter(verb=Verb.ACCESS_REFUSED)
    assert refused.count() == 2


def plain(answer) -> str:
    """Return a page without what names its own request."""
    page = answer.content.decode()
    return re.sub(r"ENQ(-\w{4}){3}|\b[0-9a-f]{12}\b", "", page)


@pytest.mark.parametrize("name", sorted(OF_TEAM))
def test_another_teams_settings_do_not_exist(sent, name):
    staff([sent.enquiry.site])
    other = client_of(staff([factories.StudySite()]))
    path = reverse(name, args=[Team.objects.first().pk])
    wanted = other.get if name in GET else other.post
    assert wanted(path).status_code == 404


@pytest.mark.parametrize("name", sorted(OF_ENQUIRY - GET))
def test_looking_at_a_deed_does_not_do_it(sent, name):
    member = client_of(staff([sent.enquiry.site]))
    assert member.get(reverse(name, args=[sent.enquiry.reference])).status_code == 405


@pytest.mark.parametrize(
    "name", sorted(STAFF - OF_ENQUIRY - OF_TEAM - OF_MAIL - {"account_logout"})
)
def test_lists_of_others_hold_nobody_of_ours(sent, name):
    if name.startswith(("authoring:", "account_")):
        pytest.skip("holds no enquiry")
    other = client_of(staff([factories.StudySite()]))
    answer = other.get(reverse(name), follow=True)
    body = b"".join(answer) if answer.streaming else answer.content
    assert b"Kanarienvogel" not in body
    assert sent.enquiry.reference.encode() not in body


@pytest.mark.parametrize("path", ["/staff/", "/zh-hans/staff/", "/admin/"])
def test_a_password_alone_opens_nothing(sent, path):
    user = staff([sent.enquiry.site])
    user.is_staff = user.is_superuser = True
    user.save()
    user.authenticator_set.all().delete()
    client = client_of(user)
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/account/")
    detail = client.get(f"/staff/enquiries/{sent.enquiry.reference}/")
    assert detail.status_code == 302
    assert client.get("/staff/account/").status_code == 200


def test_the_demonstration_may_do_without(sent, settings):
    settings.MFA_REQUIRED = False
    user = staff([sent.enquiry.site])
    user.authenticator_set.all().delete()
    assert client_of(user).get("/staff/").status_code == 200


def test_a_secret_of_a_second_factor_is_not_readable(sent):
    user = staff([])
    stored = str(list(user.authenticator_set.values("data")))
    assert "JBSWY3DPEHPK3PXP" not in stored
    (factor,) = user.authenticator_set.all()
    assert factor.wrap().validate_code("000000") in {True, False}


def test_the_export_asks_for_the_password_again(sent):
    member = client_of(staff([sent.enquiry.site]))
    answer = member.get("/staff/export/")
    assert answer.status_code == 302
    assert "/staff/account/" in answer["Location"]


def test_the_audit_is_for_auditors_and_names_nobody(sent):
    user = staff([])
    assert client_of(user).get("/staff/audit/").status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_auditevent"))
    page = client_of(user).get("/staff/audit/")
    assert page.status_code == 200
    assert "Enquiry received" in page.content.decode()
    for secret in ("Kanarienvogel", "lena@", sent.enquiry.reference):
        assert secret not in page.content.decode()


def test_guessing_a_password_is_slowed_down(sent, client):
    user = staff([sent.enquiry.site])
    form = {"login": user.email, "password": "wrong guess number one"}
    for _ in range(6):
        client.post("/staff/sign-in/", form)
    right = {"login": user.email, "password": "a long pass phrase"}
    refused = client.post("/staff/sign-in/", right)
    assert refused.status_code == 200
    assert "Too many failed login attempts" in refused.content.decode()
