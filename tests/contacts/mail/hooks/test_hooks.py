"""Signed calls to another system: what they say, when they go; nobody is fooled."""

import json
import re
import ssl
from collections.abc import Iterator
from datetime import timedelta
from ipaddress import ip_network

import pytest
import trustme
from django.test import Client
from django.utils import timezone

from contacts.conversation.actions import erasing
from contacts.conversation.actions.purging import purge_leftovers
from contacts.mail.delivery import MAX_ATTEMPTS, PAUSES
from contacts.mail.hooks.delivering import call_hooks
from contacts.models import AuditEvent, EmailState, HookCall, Verb, from_now
from tests.contacts.mail.hooks.receiver import OTHER, SECRET, Receiver, documented
from tests.factories import NOW, accepted, staff

pytestmark = pytest.mark.django_db(transaction=True)
LOOPBACK = [ip_network("127.0.0.0/8")]


@pytest.fixture
def receiver(settings) -> Iterator[Receiver]:
    """A receiver on this machine, whose network the operator has named."""
    running = Receiver()
    settings.HOOK_URL = f"http://127.0.0.1:{running.port}/portal?a=b"
    settings.HOOK_SECRETS, settings.HOOK_NETWORKS = [SECRET], LOOPBACK
    yield running
    running.close()


def call() -> int:
    """Make what is due, as if no pause were left."""
    HookCall.objects.update(offered_until=None)
    HookCall.objects.filter(state=EmailState.RETRYING).update(
        next_attempt_at=from_now(timedelta(seconds=-1))
    )
    return call_hooks(now=timezone.now())


def test_each_turn_of_an_enquiry_is_told_by_its_reference_alone(receiver):
    sent = accepted(first_name="Kanarienvogel", text="About Kanarienvogel")
    reference = sent.enquiry.reference
    client = Client()
    client.force_login(staff([sent.enquiry.site]))
    form = {"text": "Please come on Tuesday.", "seen": sent.enquiry.revision}
    client.post(f"/staff/enquiries/{reference}/answer/", form)
    Client().post(f"/enquiries/{sent.token}/withdraw/")
    call()
    told = [json.loads(body) for _head, body in receiver.calls]
    kinds = [one["type"] for one in told]
    assert kinds == ["enquiry.new", "enquiry.answered", "enquiry.state"]
    assert [one["data"] for one in told] == [{"reference": reference}] * 3
    assert {frozenset(one) for one in told} == {
        frozenset(["type", "timestamp", "data"])
    }
    assert b"Kanarien" not in b"".join(body for _head, body in receiver.calls)


def test_an_erasure_is_told_last_and_leaves_no_reference(receiver):
    sent = accepted()
    reference = sent.enquiry.reference
    erasing.erase_enquiry(enquiry=sent.enquiry, now=NOW, by="enquirer")
    call()
    ((_head, body),) = receiver.calls
    assert json.loads(body)["type"] == "enquiry.erased"
    assert json.loads(body)["data"] == {"reference": reference}
    assert HookCall.objects.get().reference == ""


def test_nothing_is_noted_where_nobody_listens(settings):
    settings.HOOK_URL = ""
    accepted()
    assert not HookCall.objects.exists()


def test_the_example_of_the_documents_takes_it_once(receiver):
    accepted()
    call()
    head, body = receiver.calls[0]
    verify = documented()["verify"]
    assert verify(head, body)
    # A replay.
    assert not verify(head, body)


def test_a_new_secret_and_the_old_one_are_both_right(receiver, settings):
    settings.HOOK_SECRETS = [OTHER, SECRET]
    accepted()
    call()
    head, body = receiver.calls[0]
    assert head["webhook-signature"].count("v1,") == 2
    assert documented()["verify"](head, body)


def test_what_fails_goes_again_under_its_id_with_a_new_time(receiver):
    accepted()
    receiver.status = 500
    call()
    row = HookCall.objects.get()
    assert (row.state, row.attempts) == (EmailState.RETRYING, 1)
    assert row.last_error == "HTTP 500"
    assert row.next_attempt_at > timezone.now() + PAUSES[0] - timedelta(seconds=5)
    # It is not due, and so it is not made.
    assert call_hooks(now=timezone.now()) == 0
    receiver.status = 204
    call()
    (first, body), (second, again) = receiver.calls
    assert (first["webhook-id"], body) == (second["webhook-id"], again)
    assert HookCall.objects.get().state == EmailState.SENT


@pytest.mark.parametrize(("status", "tries"), [(500, MAX_ATTEMPTS), (410, 1)])
def test_the_ladder_has_an_end(receiver, status, tries):
    accepted()
    receiver.status = status
    for _ in range(MAX_ATTEMPTS + 2):
        call()
    assert len(receiver.calls) == tries
    assert HookCall.objects.get().state == EmailState.FAILED


def test_a_redirect_is_not_followed(receiver):
    """It could lead into the hospital's own network."""
    accepted()
    other = Receiver()
    receiver.status = 307
    receiver.head = {"Location": f"http://127.0.0.1:{other.port}/"}
    call()
    other.close()
    assert other.calls == []
    assert HookCall.objects.get().last_error == "HTTP 307"


def test_a_receiver_that_hangs_holds_no_more_than_one_call(receiver, settings):
    for _ in range(3):
        accepted()
    receiver.close()
    call()
    states = sorted(HookCall.objects.values_list("state", flat=True))
    assert states == [EmailState.QUEUED, EmailState.QUEUED, EmailState.RETRYING]


def test_a_private_address_is_called_only_where_it_is_named(receiver, settings):
    settings.HOOK_NETWORKS = []
    accepted()
    call()
    assert receiver.calls == []
    assert "HOOK_NETWORKS" in HookCall.objects.get().last_error


@pytest.mark.parametrize("named", ["localhost", "elsewhere.example"])
def test_the_certificate_is_that_of_the_name(settings, monkeypatch, tmp_path, named):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(named).configure_cert(context)
    running = Receiver(context)
    settings.HOOK_URL = f"https://localhost:{running.port}/"
    settings.HOOK_SECRETS = [SECRET]
    settings.HOOK_NETWORKS = [*LOOPBACK, ip_network("::1/128")]
    accepted()
    call()
    running.close()
    assert len(running.calls) == (named == "localhost")


def test_the_desk_sees_calls_and_lets_them_go_again(receiver):
    sent = accepted()
    call()
    desk, outsider = Client(), Client()
    desk.force_login(staff([], is_desk=True))
    outsider.force_login(staff([sent.enquiry.site]))
    assert outsider.get("/staff/hooks/").status_code == 404
    page = desk.get("/staff/hooks/").content.decode()
    assert sent.enquiry.reference in page
    assert "Delivered" in page
    assert "mail server" not in page
    path = re.search(r'action="(/staff/hooks/\d+/again/)"', page)[1]
    assert outsider.post(path).status_code == 404
    assert desk.get(path).status_code == 405
    assert desk.post(path)["Location"] == "/staff/hooks/"
    call()
    first, second = (head["webhook-id"] for head, _body in receiver.calls)
    assert first == second
    event = AuditEvent.objects.get(verb=Verb.HOOK_REPEATED)
    assert event.reference == sent.enquiry.reference


def test_what_was_erased_cannot_be_told_again(receiver):
    sent = accepted()
    erasing.erase_enquiry(enquiry=sent.enquiry, now=NOW, by="enquirer")
    call()
    desk = Client()
    desk.force_login(staff([], is_desk=True))
    assert "again/" not in desk.get("/staff/hooks/").content.decode()
    desk.post(f"/staff/hooks/{HookCall.objects.get().pk}/again/")
    assert HookCall.objects.get().state == EmailState.SENT


def test_calls_are_forgotten_after_a_month(receiver):
    accepted()
    purge_leftovers(now=NOW + timedelta(days=29))
    assert HookCall.objects.count() == 1
    purge_leftovers(now=NOW + timedelta(days=31))
    assert not HookCall.objects.exists()
