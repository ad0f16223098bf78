"""The console's doors: deeds, second factor, password again, audit, guesses."""

from datetime import UTC, datetime

import pytest
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from portal.lib.crypto import decrypt
from tests.architecture.test_urls import OF_ENQUIRY
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
GET = {"contacts:enquiry_detail", "contacts:enquiry_state"}


@pytest.fixture
def sent():
    return accepted(first_name="Kanarienvogel")


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", sorted(OF_ENQUIRY - GET))
def test_looking_at_a_deed_does_not_do_it(sent, name):
    member = client_of(staff([sent.enquiry.site]))
    assert member.get(reverse(name, args=[sent.enquiry.reference])).status_code == 405


@pytest.mark.parametrize(
    ("path", "prefix"),
    [("/staff/", ""), ("/zh-hans/staff/", "/zh-hans"), ("/admin/", "")],
)
def test_a_password_alone_opens_nothing(sent, path, prefix):
    user = staff([sent.enquiry.site])
    user.is_staff = user.is_superuser = True
    user.save()
    user.authenticator_set.all().delete()
    client = client_of(user)
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{prefix}/staff/account/")
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
    now = int(datetime.now(UTC).timestamp()) // 30
    codes = [
        format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", now + step)) for step in (0, 1)
    ]
    assert any(factor.wrap().validate_code(code) for code in codes)
    assert not factor.wrap().validate_code("no code")


def test_a_secret_is_stored_encrypted_when_an_app_is_set_up(client):
    user = get_user_model().objects.create_user("neu@site.example")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    (stored,) = user.authenticator_set.values_list("data", flat=True)
    assert "JBSWY3DPEHPK3PXP" not in str(stored)
    assert decrypt(stored["secret"]) == "JBSWY3DPEHPK3PXP"


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
