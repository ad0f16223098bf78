"""No log line of anybody holds a secret, a search or what somebody typed."""

import io
import logging
import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

from portal.addresses import PUBLIC_KINDS, shown_path
from tests import factories

CANARY = "c4narybird"
SHAPES = {
    "SecretToken": (CANARY.encode().hex() * 4)[:64],
    "UUIDConverter": "c4a4b1bd-c4a4-4b1b-8c4a-c4a4b1bdc4a4",
}


def walk(resolver, before=(), kinds=None):
    for pattern in resolver.url_patterns:
        here = (*before, pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern, here)
        elif isinstance(pattern, URLPattern):
            yield here


def piece(pattern) -> tuple[str, list[str]]:
    """Return a piece of an address with secrets in it, and these secrets."""
    if isinstance(pattern, LocalePrefixPattern):
        return "{language}", []
    text = pattern.regex.pattern.removeprefix("^")
    text = text.removesuffix(r"\Z").removesuffix("$")
    secrets = []
    while found := re.search(r"\(\?P<(\w+)>", text):
        depth, end = 0, found.start()
        while True:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
            if depth == 0:
                break
        kind = pattern.converters.get(found[1])
        value = "NCT00000001" if type(kind).__name__ == "RegistryId" else "7"
        if not isinstance(kind, PUBLIC_KINDS):
            value = SHAPES.get(type(kind).__name__, CANARY)
            secrets.append(value)
        text = text[: found.start()] + value + text[end:]
    return re.sub(r"\\(.)", r"\1", text), secrets


def addresses():
    for pieces in walk(get_resolver()):
        made = [piece(pattern) for pattern in pieces]
        path = "/" + "".join(text for text, _secrets in made)
        hidden = [secret for _text, secrets in made for secret in secrets]
        if not hidden or "(" in path:
            continue
        for code, _name in settings.LANGUAGES:
            prefix = "" if code == settings.LANGUAGE_CODE else f"{code}/"
            yield path.format(language=prefix), hidden


@pytest.fixture
def lines():
    """What all loggers print, below the root's own handler."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_there_are_addresses_with_secrets_in_every_language():
    paths = [path for path, _hidden in addresses()]
    assert len(paths) > 100
    for part in ("/alerts/manage/", "/staff/invitations/", "/staff/password/new/"):
        assert any(part in path for path in paths)
    assert any(path.startswith("/zh-hans/notes/shared/") for path in paths)


@pytest.mark.parametrize("path", [p for p, _ in addresses()])
def test_no_secret_of_an_address_is_logged(path, lines):
    hidden = next(hidden for known, hidden in addresses() if known == path)
    shown = shown_path(path)
    full = f"https://trials.example{path}?q={CANARY}&place={CANARY}"
    logging.getLogger("django.request").error("%s: %s", "Server Error", path)
    logging.getLogger("django.security.csrf").error("Forbidden: %s", f"{path}?x=y")
    logging.getLogger("some.library").error(f"GET {full} failed")
    try:
        raise ValueError(full)
    except ValueError as error:
        logging.getLogger("celery.task").exception("lost: %s", error)
    printed = lines.getvalue()
    assert "Server Error" in printed
    assert "Traceback" in printed
    for secret in [*hidden, CANARY]:
        assert secret not in printed
        assert secret not in shown


def test_a_mistyped_link_is_not_logged_either(lines):
    secret = "f" * 63
    for path in (f"/enquiries/{secret}/", f"/enquiry/{secret}", f"/zh/{CANARY}/"):
        logging.getLogger("django.request").error("Not Found: %s", path)
    assert secret not in lines.getvalue()
    assert CANARY not in lines.getvalue()


def test_public_addresses_are_still_told(lines):
    path = "/zh-hans/trials/NCT00000001/self-check/q/3/"
    logging.getLogger("django.request").error("Server Error: %s", path)
    logging.getLogger("django.request").error("Server Error: %s", "/staff/team/7/")
    assert path in lines.getvalue()
    assert "/staff/team/7/" in lines.getvalue()


def failing() -> None:
    raise ValueError(f"bad {CANARY}") from KeyError(CANARY)


def test_a_traceback_shows_the_place_and_the_kind_without_values(lines):
    try:
        failing()
    except ValueError:
        logging.getLogger("anything").exception("it broke")
    printed = lines.getvalue()
    assert "in failing" in printed
    assert "ValueError" in printed
    assert "KeyError" in printed
    assert CANARY not in printed


@pytest.mark.parametrize(
    "line",
    [
        f"mail to lena.{CANARY}@families.example refused",
        "token 3f2a" + "9b" * 20 + " expired",
        f"GET http://127.0.0.1:8000/trials/?condition={CANARY} HTTP/1.1",
    ],
)
def test_shapes_of_secrets_are_left_out_of_any_line(line, lines):
    logging.getLogger("any.library").warning(line)
    assert CANARY not in lines.getvalue()
    assert "9b9b" not in lines.getvalue()


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_not_logged(client: Client, lines):
    assert client.get("/", headers={"Host": CANARY}).status_code == 400
    assert "DisallowedHost" in lines.getvalue()
    assert CANARY not in lines.getvalue()


def test_a_line_that_cannot_be_filled_does_not_stop_the_program(lines):
    logging.getLogger("any.library").warning("%d of %d", CANARY)
    assert "could not be written" in lines.getvalue()


@pytest.mark.django_db
def test_links_leave_no_trace_at_other_hosts(client: Client):
    sent = factories.accepted()
    answer = client.get(f"/enquiries/{sent.token}/")
    assert answer["Referrer-Policy"] in {"same-origin", "no-referrer"}
