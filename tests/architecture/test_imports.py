"""The arrows of the house: who may import whom, and where a line may live."""

import ast
import re
from functools import cache
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
    "portal/database/postgresql": [
        "trials",
        "contacts",
        "portal.views",
        "portal.settings",
    ],
    "portal/database/clock.py": ["trials", "contacts", "portal.views"],
    "portal/jobs": ["trials", "contacts", "portal.views", "portal.health"],
    "portal/alarms": ["trials", "contacts", "portal.views", "portal.health"],
    "portal/middleware": ["trials", "portal.views"],
    "portal/pages/reach.py": ["trials", "contacts", "portal.views"],
    "portal/logs.py": ["trials", "contacts", "portal.views", "portal.settings"],
    "trials/registry": ["django.db", "trials.models"],
    "trials/places": ["django", "trials.models"],
    "trials/vocabulary": ["django", "trials.models"],
    "trials/plain": ["django.db", "django.http", "trials.models"],
    "trials/selfcheck": ["django", "trials.models"],
}
# Modules that compute and nothing else: no database, no request, no clock.
PURE = [
    "contacts/mail/inbound/sealing.py",
    "contacts/mail/inbound/formfields.py",
    "contacts/mail/inbound/handing.py",
    "contacts/mail/inbound/writing_again.py",
    "contacts/mail/inbound/plainlines.py",
    "contacts/mail/reply_addresses.py",
    "contacts/mail/reading",
    "contacts/mail/bounces",
    "contacts/mail/shared",
    "contacts/enquiries/routing.py",
    "contacts/enquiries/promise.py",
    "contacts/enquiries/urgency",
    "contacts/enquiries/page_codes.py",
    "contacts/enquiries/phones.py",
    "trials/pages/paper/qr.py",
    "contacts/mail/slips.py",
    "contacts/inbox/usual.py",
    "contacts/notes/anchors",
    "contacts/notes/passcodes.py",
    "portal/jobs/elapsed.py",
    "portal/jobs/judging.py",
    "trials/importing/differences.py",
    "trials/freshness",
    "trials/indexing/groups.py",
    "trials/indexing/named.py",
    "trials/indexing/numbers.py",
    "trials/indexing/texts.py",
    "trials/indexing/weighing.py",
    "trials/texts/lint.py",
    "trials/texts/bodies.py",
    "trials/texts/findings.py",
    "trials/texts/differences.py",
    "trials/texts/shapes.py",
    "trials/texts/sheets.py",
    "trials/texts/measures",
]
# Inside a room the doors open one way: views, forms and actions, models.
ABOVE = {
    "models": ["actions", "forms", "views", "urls"],
    "actions": ["forms", "views", "urls"],
    "forms": ["views", "urls"],
}


def sources(place: str) -> list[Path]:
    path = ROOT / place
    if path.is_file():
        return [path]
    return [p for p in sorted(path.rglob("*.py")) if "migrations" not in p.parts]


@cache
def imports(path: Path) -> frozenset[str]:
    """Return what a module imports; each is read once for all arrows."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{one.name}" for one in node.names)}
    return frozenset(found)


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
    allowed = {"trials/registry/clinicaltrials/staff.py"}
    assert {line for line in wrong if line.split()[0] not in allowed} == set()


@pytest.mark.parametrize("place", PURE)
def test_what_computes_knows_no_database(place):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(place)
        for name in imports(path)
        if is_under(name, "django") or is_under(name, "contacts.models")
    }
    assert wrong == set()


def door(name: str) -> str:
    """Return through which door of its room a dotted name is; "" for none."""
    found = [part for part in name.split(".")[1:] if part in {*ABOVE, "views", "urls"}]
    return found[0] if found else ""


@pytest.mark.parametrize("app", ["contacts", "trials"])
def test_the_doors_of_a_room_open_one_way(app):
    wrong = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(app)
        for name in imports(path)
        if is_under(name, app) and door(name) in ABOVE.get(door(dotted(path)), [])
    }
    assert wrong == set()


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def calls(path: Path) -> frozenset[str]:
    """Return the names of a module as they stand there; read once for all rooms."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.Attribute | ast.Name
    return frozenset(
        ast.unparse(one) for one in ast.walk(tree) if isinstance(one, kinds)
    )


# What only some rooms may do; a folder stands for all in it. Views read the clock.
ROOMS = {
    "os.environ": {
        "portal/settings",
        # They run before there are settings.
        "portal/starting/firstrun.py",
        "portal/wsgi.py",
        "portal/celery.py",
        "trials/places/build.py",
    },
    "timezone.now": {
        "contacts/tasks.py",
        "trials/tasks.py",
        "contacts/mail/webhooks.py",
        "contacts/teams/accounts.py",
        "contacts/teams/code_forms.py",
        "contacts/admin.py",
        "portal/middleware/idle.py",
        # Compares it with the database's.
        "portal/jobs/clock.py",
        # A message that nobody gets.
        "contacts/warming.py",
        "portal/middleware/audited.py",
        "portal/audit/tasks.py",
        "contacts/teams/account_events.py",
        "contacts/teams/outside/accounts.py",
        "contacts/management",
        "trials/management",
        "trials/admin.py",
    },
    # What is made with it dies with it; hashes and links have portal.keyring.
    "settings.SECRET_KEY": set(),
    "settings.FIELD_KEYS": {
        "portal/lib/crypto.py",
        "portal/starting/file_checks.py",
        "contacts/mail/inbound/files.py",
        "contacts/mail/inbound/resealing.py",
        "contacts/mail/inbound/store.py",
    },
    "AuditEvent.objects.create": {"portal/audit/record.py"},
    # Past the triggers of the audit.
    "let_pass": {
        "portal/audit/purging.py",
        "portal/audit/erasing.py",
        "portal/management/commands/flush.py",
    },
    "mark_safe": {
        "trials/pages/markup.py",
        "trials/pages/explained/glossary.py",
        # Data for programs, in which nothing can end its block.
        "trials/pages/found/block.py",
        # A sheet of our own inside its page, whose hash the policy names.
        "portal/pages/joined.py",
        # The place of what was typed, which is drawn by a template of its own.
        "contacts/proofs/drawing.py",
        # What a template has drawn, without the room around it.
        "portal/pages/components.py",
        # The same with its numbers in other digits.
        "portal/pages/languages.py",
    },
    "requests.Session": {
        "trials/registry/clinicaltrials/client.py",
        # Asks the portal itself, through its own proxy.
        "portal/management/commands/warm_pages.py",
    },
}


@pytest.mark.parametrize(("name", "allowed"), ROOMS.items())
def test_a_line_lives_in_its_room(name, allowed):
    found = {
        str(path.relative_to(ROOT))
        for app in APPS
        for path in sources(app)
        if name in calls(path)
    }
    if name == "timezone.now":
        found = {f for f in found if "views" not in re.split(r"[/.]", f)}
    assert {f for f in found if not f.startswith(tuple(allowed))} == set()


def test_no_room_without_a_name():
    vague = {"utils", "helpers", "services", "managers", "signals", "common"}
    found = {p.stem for app in APPS for p in sources(app)} & vague
    assert found == set()
