"""Every address with values that no person types: refused or answered, never a fault.

The suite runs on SQLite and on PostgreSQL, which refuses more.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver
from django.urls.resolvers import LocalePrefixPattern

from tests import factories
from tests.portal.test_logs import CANARY, SHAPES, piece, walk

pytestmark = [
    pytest.mark.django_db,
    # Two providers that anymail only warns of; warnings are errors in tests alone.
    pytest.mark.filterwarnings("ignore::anymail.exceptions.AnymailWarning"),
]
# As they stand in an address.
BAD = {
    "NUL": "%00",
    "half a character": "%ED%A0%80",
    "no UTF-8": "%FF%FE",
    "C0": "a%07b",
    "C1": "a%C2%85b",
    "a number without end": "9" * 400,
    "a number past bigint": "9223372036854775808",
    "negative": "-1",
    "format": "%25s%7B0%7D",
    "quote": "%27%22)%3B--",
    "bidi": "%E2%80%AE1",
    "wildcard": "%25_%5C",
}
FORM = "application/x-www-form-urlencoded"
TURNS = 3
# Says on purpose, with 503, that no worker runs here.
READINESS = "/readyz"
REFUSED = ("NUL", "half a character", "no UTF-8", "C0", "C1")
# Names that forms and pages read; every form's own are added.
NAMES = {"q", "site", "page", "condition", "place", "country", "age", "status", "near"}
NAMES |= {"study", "template", "key", "next", "o", "p", "e", "_popup", "message"}
NAMES |= {"email", "note", "notes", "example", "token", "id", "body", "revision"}
HUGE = ["q=" + "9" * 5000, "site=a&site=b", "%00=1", "site=%00"]
HUGE += ["&".join(f"n{number}=1" for number in range(700))]


def addresses(known: dict[str, str]) -> Iterator[str]:
    """Return every address, in the first and in another language."""
    other = f"{settings.LANGUAGES[1][0]}/"
    for pieces in walk(get_resolver()):
        parts = [written(pattern) for pattern in pieces]
        path = "/" + "".join(parts)
        for invented, real in known.items():
            path = path.replace(invented, real)
        if "(" not in path and "sign-out" not in path and path != READINESS:
            yield path.format(language="")
            # One other language is as good as all, for one page of each room.
            if path.endswith("{language}") or path.count("/") < 3:
                yield path.format(language=other)


def written(pattern) -> str:
    return (
        "{language}" if isinstance(pattern, LocalePrefixPattern) else piece(pattern)[0]
    )


def names_of_forms() -> set[str]:
    """Return the fields of all forms that are loaded."""
    from django.forms import BaseForm  # noqa: PLC0415

    def below(kind: type) -> Iterator[type]:
        for child in kind.__subclasses__():
            yield child
            yield from below(child)

    found = {
        name for form in below(BaseForm) for name in getattr(form, "base_fields", ())
    }
    return {name for name in found if name.isidentifier()}


@pytest.fixture(params=["anybody", "staff"])
def visitor(request, client: Client) -> tuple[Client, dict[str, str]]:
    """Somebody who asks, and what exists, so that views get past their first line."""
    client.raise_request_exception = False
    sent = factories.accepted()
    if request.param == "staff":
        user = factories.staff([sent.enquiry.site], is_desk=True)
        user.is_staff = user.is_superuser = True
        user.save()
        client.force_login(user)
    known = {SHAPES["SecretToken"]: sent.token}
    known["NCT00000001"] = sent.enquiry.study.registry_id
    known[f"/enquiries/{CANARY}"] = f"/enquiries/{sent.enquiry.reference}"
    return client, known


def spread(names: list[str], kinds: list[str]) -> Iterator[str]:
    """Return queries in which every name has one bad value, and another in the next."""
    for turn in range(TURNS):
        values = [BAD[kinds[(at * 5 + turn) % len(kinds)]] for at in range(len(names))]
        yield "&".join(f"{n}={v}" for n, v in zip(names, values, strict=True))


def test_no_query_is_a_fault(visitor):
    client, known = visitor
    queries = list(spread(sorted(NAMES), [k for k in BAD if k not in REFUSED]))
    faults = [
        f"{path}?{query[:40]} {answer.status_code}"
        for path in addresses(known)
        for query in [*queries, "site=%00"]
        if (answer := client.get(f"{path}?{query}")).status_code >= 500
    ]
    assert not faults, faults[:20]


def test_no_posted_value_is_a_fault(visitor):
    client, known = visitor
    names = sorted(NAMES | names_of_forms())[:400]
    assert len(names) > 100
    faults = [
        f"{path} {answer.status_code}"
        for path in addresses(known)
        for data in spread(names, list(BAD))
        if (answer := client.post(path, data, FORM)).status_code >= 500
    ]
    assert not faults, faults[:20]


def test_no_part_of_an_address_is_a_fault(visitor):
    client, known = visitor
    faults = [
        f"{path} {answer.status_code}"
        for value in ("%00", "9" * 400, "9223372036854775808", "%25s%27")
        for path in addresses({**known, CANARY: value, "/7/": f"/{value}/"})
        if value in path and (answer := client.get(path)).status_code >= 500
    ]
    assert not faults, faults[:20]


@pytest.mark.parametrize("kind", REFUSED)
@pytest.mark.parametrize("path", ["/trials/", "/zh-hans/trials/", "/staff/", "/admin/"])
def test_what_cannot_be_read_is_refused_in_words(client: Client, kind, path):
    for query in (f"q={BAD[kind]}", f"{BAD[kind]}=1"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 400
        word = "这个请求" if "zh" in path else "cannot be"
        assert word in answer.content.decode() or "无法" in answer.content.decode()


@pytest.mark.parametrize("query", HUGE)
def test_too_much_is_refused(client: Client, query):
    assert client.get(f"/trials/?{query}").status_code == 400


def test_several_conditions_are_taken(client: Client):
    assert client.get("/alerts/?condition=Asthma&condition=Cough").status_code == 200


def test_a_broken_cookie_locks_nobody_out(client: Client):
    answer = client.get("/staff/", headers={"Cookie": r'sessionid="a\000b"'})
    assert answer.status_code == 302
    assert "/staff/sign-in/" in answer["Location"]


def test_words_of_a_form_with_nul_are_kept(client: Client):
    site = factories.site_with_contact()
    words = "Is there room?\nFor a child."
    answer = client.post(
        f"/trials/{site.study.registry_id}/message/",
        {"first_name": "Le\x00na", "message": words, "site": site.key},
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
