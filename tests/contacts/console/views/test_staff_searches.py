"""No search, figure or export of the staff finds families of others."""

import pytest
from django.test import Client

from tests.contacts.console.views.test_staff_walk import (
    PASSWORD,
    SECRETS,
    STRANGERS,
    client_of,
    somebody,
    text_of,
)
from tests.factories import accepted, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent():
    return accepted(**SECRETS)


@pytest.fixture(params=STRANGERS)
def stranger(sent, request) -> Client:
    return client_of(somebody(request.param))


def searches(sent) -> list[str]:
    own = sent.enquiry.site.teams.get().pk
    shows = ("waiting", "unread", "answered", "closed", "snoozed", "mine", "all")
    return [
        *(f"?show={show}&team={own}" for show in shows),
        "?q=Kanarienvogel",
        "?q=Kanarienvogel+Zeisig&show=all",
        f"?q={sent.enquiry.reference}",
        f"?q={sent.enquiry.reference[4:8]}&team={own}",
        f"?show=all&team={own}&page=1",
    ]


def finds(client: Client, path: str) -> bool:
    """Whether the list leads to any enquiry; the typed words stand on it anyway."""
    answer = client.get(path)
    assert answer.status_code == 200
    return b"/staff/enquiries/ENQ" in answer.content


def test_no_search_finds_families_of_others(sent, stranger):
    member = client_of(staff([sent.enquiry.site]))
    paths = [f"/staff/{query}" for query in searches(sent)]
    assert [path for path in paths if finds(stranger, path)] == []
    assert [finds(member, path) for path in paths].count(True) == 8


@pytest.mark.parametrize("query", ["", "?team="])
def test_figures_count_no_families_of_others(sent, stranger, query):
    own_user = staff([sent.enquiry.site])
    path = f"/staff/figures/{query}"
    if query:
        path += str(sent.enquiry.site.teams.get().pk)
    member = client_of(own_user)
    before = text_of(stranger.get(path)), text_of(member.get(path))
    for _ in range(3):
        accepted(sent.enquiry.site)
    assert text_of(stranger.get(path)) == before[0]
    assert text_of(member.get(path)) != before[1]


def export(client: Client):
    """Take the export, with the password once more."""
    client.post("/staff/account/confirm/?next=/staff/export/", PASSWORD)
    return client.get("/staff/export/")


def test_the_export_holds_ones_own_families_only(sent, stranger):
    member = client_of(staff([sent.enquiry.site]))
    answer = export(stranger)
    assert answer.status_code == 200
    rows = b"".join(answer).decode().splitlines()
    assert len(rows) == 1
    assert rows[0].startswith("study,site,reference")
    own = b"".join(export(member)).decode().splitlines()
    assert len(own) == 2
    assert "Kanarienvogel" in own[1]
