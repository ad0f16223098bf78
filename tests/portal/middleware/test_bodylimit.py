"""Long requests come from mail providers and from staff with files, nobody else."""

import base64
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.contacts.conversation.views.test_webhooks import inbound
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db
LONG = "x" * 300_000
SECRET = base64.b64encode(b"portal:a-secret-of-the-tests").decode()


@pytest.fixture(autouse=True)
def _mail_comes_in(settings):
    """Django's own limit is high where mails with files come in."""
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 36_000_000


def test_a_mail_provider_may_hand_over_a_long_mail(client: Client):
    answer = client.post(
        "/webhooks/postmark/inbound/",
        json.dumps(inbound("nobody@portal.example", LONG)),
        content_type="application/json",
        headers={"Authorization": f"Basic {SECRET}"},
    )
    assert answer.status_code == 200


def test_a_familys_page_takes_no_flood(client: Client):
    sent = accepted()
    path = f"/enquiries/{sent.token}/write/"
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        refused = client.post(path, f"message={LONG}", content_type=kind)
        assert refused.status_code == 400
    assert client.post(path, {"message": "Hello"}).status_code == 302
    assert sent.enquiry.messages.count() == 2


def test_the_sign_in_takes_no_flood(client: Client):
    answer = client.post("/staff/sign-in/", {"login": "a@b.example", "password": LONG})
    assert answer.status_code == 400


def test_staff_may_send_a_file(client: Client):
    user = staff([])
    user.is_staff = user.is_superuser = True
    user.save()
    client.force_login(user)
    path = "/staff/self-checks/NCT00000000/"
    file = SimpleUploadedFile("a.json", LONG.encode())
    assert client.post(path, {"file": file}).status_code == 404
    assert client.post(path, {"file": LONG}, "text/plain").status_code == 400
