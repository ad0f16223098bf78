"""The founding page told families of a team at {{SITE_NAME}}: here it has its name.

Its words after sending were "We have submitted … to the research team at {{SITE_NAME}}.
A copy of the message has been sent to your email for your records."
"""

import re
from html import unescape
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from contacts.mail.delivery import deliver
from contacts.models import Enquiry, Purpose
from tests.contacts.enquiries.views.test_message import said
from tests.factories import NOW
from trials.models import StudySite

pytestmark = pytest.mark.django_db(transaction=True)
RECORD = Path("trials/demonstration/studies/NCT07233642.json")
UNFILLED = re.compile(r"\{\{|\}\}|\{%|SITE_NAME")
HOSPITAL = "The Children's Hospital of Zhejiang University School of Medicine"


@pytest.fixture(autouse=True)
def site() -> StudySite:
    """The founding study's hospital, as the registry names it."""
    call_command("import_studies", str(RECORD), "--publish")
    return StudySite.objects.get()


@pytest.mark.parametrize("prefix", ["", "/zh-hans"])
def test_receipt_and_copy_name_the_hospital_and_the_copy_is_sent(prefix, mail_to_sink):
    client = Client()
    path = f"{prefix}/trials/NCT07233642/message/"
    sent = client.post(path, said(phone="+86 571 8888 8888"))
    assert sent.status_code == 303
    receipt = unescape(client.get(sent["Location"]).content.decode())
    copy = Enquiry.objects.get().emails.get(purpose=Purpose.COPY_TO_SENDER)
    deliver(pk=copy.pk, now=NOW, by="worker")
    (arrived,) = mail_to_sink.mails
    assert mail_to_sink.recipients == ["lena@families.example"]
    words = arrived.get_body(("plain",)).get_content()
    page = unescape(arrived.get_body(("html",)).get_content())
    for told in (receipt, words, page):
        assert HOSPITAL in told
        assert not UNFILLED.search(told), UNFILLED.search(told)
    assert not UNFILLED.search(str(arrived["Subject"]))
