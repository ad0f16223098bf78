"""The example that the documents give a receiver lets nothing through but our own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from contacts.mail.hooks.signing import signed_head
from tests.contacts.mail.hooks.receiver import OTHER, SECRET, documented


def changed(head: dict[str, str], **more: str) -> dict[str, str]:
    return {**head, **{name.replace("_", "-"): text for name, text in more.items()}}


@pytest.mark.parametrize(
    "attack",
    [
        *("unsigned", "empty", "expired", "of the future", "no time", "time moved"),
        *("another id", "another body", "another secret", "another version"),
    ],
)
def test_no_attack_on_the_example_gets_through(attack):
    body, now = b'{"type":"enquiry.new"}', timezone.now()
    right = signed_head("call_1", body, [SECRET], now)
    late = signed_head("call_1", body, [SECRET], now - timedelta(minutes=6))
    early = signed_head("call_1", body, [SECRET], now + timedelta(minutes=6))
    moved = str(int(right["webhook-timestamp"]) + 1)
    signature = right["webhook-signature"]
    tried = {
        "unsigned": ({"webhook-id": "call_1"}, body),
        "empty": (changed(right, webhook_signature=""), body),
        "expired": (late, body),
        "of the future": (early, body),
        "no time": (changed(right, webhook_timestamp="now"), body),
        "time moved": (changed(right, webhook_timestamp=moved), body),
        "another id": (changed(right, webhook_id="call_2"), body),
        "another body": (right, body.replace(b"new", b"erased")),
        "another secret": (signed_head("call_1", body, [OTHER], now), body),
        "another version": (
            changed(right, webhook_signature=signature.replace("v1,", "v0,")),
            body,
        ),
    }
    verify = documented()["verify"]
    assert not verify(*tried[attack])
    assert verify(right, body)
