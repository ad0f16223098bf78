"""The arrows of the house: who may import whom, and where a line may live."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "contacts", "trials")

# Folder or module → what it may never import.
NEVER = {
    "trials": ["contacts", "portal.urls", "portal.views", "portal.settings"],
    "portal/lib": ["trials", "contacts", "portal.views", "portal.settings"],
    "portal/models.py": ["trials", "contacts"],
    "portal/keyring.py": ["trials", "contacts", "django.conf"],
    "portal/rotation.py": ["trials", "contacts"],
    "portal/postgresql": ["trials", "contacts", "portal.views", "portal.settings"],
    "portal/keeping.py": ["trials", "contacts", "portal.views"],
    "portal/readable.py": ["trials", "contacts", "portal.views"],
    "portal/reach.py": ["trials", "contacts", "portal.views"],
    "portal/logs.py": ["trials", "contacts", "portal.views", "portal.settings"],
    "trials/models": ["trials.actions", "trials.views", "trials.forms", "trials.pages"],
    "contacts/models": ["contacts.actions", "contacts.views", "contacts.forms"],
    "trials/actions": ["trials.views", "trials.forms", "trials.pages"],
    "contacts/actions": ["contacts.views", "contacts.forms", "contacts.tasks"],
    "trials/forms": ["trials.views", "trials.actions"],
    "contacts/forms": ["contacts.views"],
    "trials/registry": ["django.db", "trials.models", "trials.actions"],
    "trials/places": ["django", "trials.models", "trials.actions"],
    "trials/selfcheck": ["django", "trials.models", "trials.actions"],
    # Mail knows no sentence, and nothing of enquiries and conversations.
    "contacts/mail": [
        *("contacts.actions", "contacts.views", "contacts.forms", "contacts.tasks"),
        *("contacts.emails", "contacts.letters", "contacts.team_letters"),
        *("contacts.models", "trials"),
    ],
    "contacts/mail/sealing.py": ["django"],
    "contacts/mail/formfields.py": ["django"],
    "contacts/mail/handing.py": ["django", "anymail"],
    "contacts/mail/plainlines.py": ["django"],
    "contacts/routing.py": ["django", "contacts.models"],
    "contacts/promise.py": ["django", "contacts.models"],
    "contacts/urgency.py": ["django", "contacts.models"],
    "contacts/addresses.py": ["django", "contacts.models"],
    "contacts/quotes.py": ["django", "contacts.models"],
    "contacts/anchoring.py": ["django", "contacts.models"],
    "contacts/folding.py": ["django", "contacts.models"],
    "contacts/headings.py": ["django", "contacts.models"],
    "contacts/likeness.py": ["django", "contacts.models"],
    "contacts/passcodes.py": ["django", "contacts.models"],
}


def sources(place: str) -> list[Path]:
    path = ROOT / place
    if path.is_file():
        return [path]
    return [p for p in sorted(path.rglob("*.py")) if "migrations" not in p.parts]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def is_under(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


@pytest.mark.parametrize(("place", "forbidden"), NEVER.items())
def test_the_arrows_point_one_way(place, forbidden):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(place)
        for name in imports(path)
        if any(is_under(name, package) for package in forbidden)
    }
    # The addresses that mail can be sent to are Django's own pure check.
    allowed = {"trials/registry/staff.py"}
    assert {line for line in wrong if line.split()[0] not in allowed} == set()


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute | ast.Name):
            yield ast.unparse(node)


# What only some rooms may do; a folder stands for all in it.
ROOMS = {
    "os.environ": {
        "portal/settings.py",
        # They run before there are settings.
        "portal/firstrun.py",
        "portal/wsgi.py",
        "portal/celery.py",
        "trials/places/build.py",
    },
    "timezone.now": {
        "contacts/tasks.py",
        "contacts/mail/webhooks.py",
        "contacts/accounts.py",
        "contacts/admin.py",
        "portal/idle.py",
        "contacts/views",
        "contacts/management",
        "trials/management",
        "trials/admin.py",
        "trials/views",
    },
    # What is made with it dies with it; hashes and links have portal.keyring.
    "settings.SECRET_KEY": set(),
    "settings.FIELD_KEYS": {"portal/lib/crypto.py", "portal/checks.py"},
    "mark_safe": {"trials/pages/markup.py", "trials/pages/glossary.py"},
    "requests.Session": {"trials/registry/client.py"},
}


@pytest.mark.parametrize(("name", "allowed"), ROOMS.items())
def test_a_line_lives_in_its_room(name, allowed):
    found = {
        str(path.relative_to(ROOT))
        for app in APPS
        for path in sources(app)
        if name in set(calls(path))
    }
    assert {f for f in found if not f.startswith(tuple(allowed))} == set()


def test_no_room_without_a_name():
    vague = {"utils", "helpers", "services", "managers", "signals", "common"}
    found = {p.stem for app in APPS for p in sources(app)} & vague
    assert found == set()
