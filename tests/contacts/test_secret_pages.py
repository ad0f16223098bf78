"""Every page whose address is its key is kept, indexed and told on by nobody."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from contacts.conversation.actions import rights
from contacts.conversation.actions.stopping import stop_token
from contacts.models import AddressChange, Mailbox, Team, UpkeepLetter, Watcher
from contacts.pagemails.actions import page_token
from contacts.upkeep.models.letters import mailbox_of
from portal.lib.tokens import token_hash
from tests import alerts, factories, notebooks
from tests.factories import NOW

pytestmark = pytest.mark.django_db
# The word in an address that opens a page by itself.
KEYS = ("<secret:token>", "<str:signed>")
OF_ENQUIRY = [
    *("enquiry_status", "write_again", "print_enquiry", "download_enquiry"),
    *("correct_contact", "other_site", "withdraw_enquiry", "erase_enquiry"),
    *("put_address_right", "stop_mails"),
]
OF_SUBSCRIPTION = {
    "confirm_subscription": "confirm",
    "manage_subscription": "manage",
    "export_subscription": "manage",
    "unsubscribe": "unsubscribe",
}
# Reached by POST alone: there is no page to keep, and it leads to one of the others.
WITHOUT_PAGE = {"write_again", "answer_note", "steer_subscription"}
# The staff's, where a middleware lets nothing be kept.
OF_STAFF = {"accept_invitation"}


def with_key(patterns: list, before: str = "") -> Iterator[str]:
    """Yield the names of all addresses that hold a key."""
    for one in patterns:
        path = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from with_key(one.url_patterns, path)
        elif isinstance(one, URLPattern) and any(key in path for key in KEYS):
            yield one.name


def mailbox_key() -> str:
    """Return the key of a mailbox that waits to be confirmed."""
    team = Team.objects.create(name="North team")
    about = {"asked_at": NOW, "created_at": NOW, "token_hash": token_hash("b" * 64)}
    Mailbox.objects.create(team=team, email="team@north.example", **about)
    return "b" * 64


@pytest.fixture
def addresses(client) -> dict[str, str]:
    """Return an address that opens something, for each name."""
    # Of this moment: some of them last for a month only.
    sent = factories.accepted(now=timezone.now())
    found = {name: [sent.token] for name in OF_ENQUIRY}
    subscription = alerts.subscriber()
    for name, purpose in OF_SUBSCRIPTION.items():
        found[name] = [subscription.token(purpose)]
    rights.ask_address_change(enquiry=sent.enquiry, email="x@families.example", now=NOW)
    AddressChange.objects.update(token_hash=token_hash("a" * 64))
    found["confirm_address"] = ["a" * 64]
    found["read_as_team"] = [sent.enquiry.team_links.get().secret]
    found["verify_mailbox"] = [mailbox_key()]
    found["answer_upkeep"] = ["c" * 64]
    asked = {"language": "en", "asked_at": timezone.now()}
    UpkeepLetter.objects.create(
        mailbox=mailbox_of("ward@site.example"),
        token_hash=token_hash("c" * 64),
        **asked,
    )
    found["confirm_watch"] = ["d" * 64]
    Watcher.objects.create(
        study=sent.enquiry.study,
        awaited="results",
        email="x@families.example",
        email_hash="x",
        token_hash=token_hash("d" * 64),
        **asked,
    )
    found["stop_all_mails"] = [stop_token(sent.enquiry.email_hash)]
    found["stop_page_mails"] = [page_token(sent.enquiry.email_hash)]
    paths = {
        name: reverse(f"contacts:{name}", args=args) for name, args in found.items()
    }
    notebooks.study()
    shared, _passcode = notebooks.share(client, [notebooks.written(client)])
    link = client.get("/notes/link/").context["link"]
    return {
        **paths,
        "shared_notes": shared,
        "open_notebook": link.removeprefix("http://testserver"),
    }


def test_all_addresses_with_a_key_are_known_here(addresses):
    known = set(addresses) | WITHOUT_PAGE | OF_STAFF
    assert {name for name in with_key(get_resolver().url_patterns) if name} <= known


def test_nobody_keeps_lists_or_passes_on_a_page_behind_a_key(addresses):
    stranger = Client()
    for name, path in addresses.items():
        if name in WITHOUT_PAGE:
            continue
        answer = stranger.get(path)
        assert answer.status_code in {200, 302}, (name, path)
        assert "no-store" in answer["Cache-Control"], name
        assert "private" in answer["Cache-Control"], name
        assert answer["X-Robots-Tag"] == "noindex, nofollow", name
        own = "same-origin" if name == "open_notebook" else "no-referrer"
        assert answer["Referrer-Policy"] == own, name
