"""The plan of the house in numbers. A bound is what holds now; it only sinks."""

import ast
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from statistics import median

from tests.architecture.test_imports import APPS, ROOT, sources
from tests.architecture.test_rooms import dotted_name, room_of

MODULES, ROOM_LINES, FILE_LINES = 15, 3500, 250
MEDIAN_LINES, SHORT_FUNCTION, SHORT_SHARE = 70, 15, 0.9
# Rooms within rooms, large enough to be counted by themselves.
SUBROOMS = (
    *("contacts.mail.reading", "contacts.mail.inbound", "contacts.mail.bounces"),
    *("contacts.mail.hooks", "contacts.mail.proving", "contacts.mail.batches"),
    "contacts.mail.shared",
    "contacts.alerts.actions.mailing",
    *("contacts.teams.roster", "contacts.teams.outside", "contacts.enquiries.forms"),
    *("contacts.enquiries.sentences", "contacts.enquiries.urgency"),
    *("contacts.enquiries.consent", "contacts.enquiries.likeness"),
    "contacts.enquiries.actions.team_mails",
    *("contacts.conversation.actions.letters", "contacts.conversation.actions.calls"),
    *("contacts.conversation.actions.lost_mails", "contacts.console.auditing"),
    *("contacts.console.month", "contacts.console.ours", "contacts.console.found"),
    *("contacts.console.people", "contacts.console.exporting"),
    *("trials.selfcheck.editing", "trials.selfcheck.fhir", "trials.authoring.rules"),
    *("trials.pages.found", "trials.pages.paper", "trials.pages.explained"),
)
# Django, Celery and Python look for these by name.
THEIRS = {
    *("handle", "main", "add_arguments", "ready", "save", "delete", "clean"),
    *("get_queryset", "render", "validate", "to_python", "to_url"),
}
THEIR_CLASSES = {"Command", "Migration", "Meta", "Config"}


def modules() -> list[Path]:
    """Return every module of the application that says something."""
    found = [path for app in APPS for path in sources(app)]
    return [path for path in found if "migrations" not in path.parts]


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions() -> list[ast.FunctionDef]:
    return [
        node
        for path in modules()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def places_of(kinds: type | tuple[type, ...]) -> dict[str, set[str]]:
    """Return in which modules each top-level name of a kind is defined."""
    found = defaultdict(set)
    for path in modules():
        for node in tree_of(path).body:
            if isinstance(node, kinds):
                found[node.name].add(named(path))
    return found


def room_or_subroom(path: Path) -> str:
    name = dotted_name(path)
    inner = (one for one in SUBROOMS if name.startswith(f"{one}."))
    return next(inner, "") or room_of(name)


def test_no_package_has_more_modules_than_a_person_keeps_in_mind():
    counted = Counter(
        named(path.parent) for path in modules() if path.name != "__init__.py"
    )
    full = {package for package, many in counted.items() if many > MODULES}
    assert full == set()


def test_no_room_is_larger_than_a_person_reads_in_a_day():
    sizes: Counter[str] = Counter()
    for path in modules():
        if room := room_or_subroom(path):
            sizes[room] += lines_of(path)
    assert {room: size for room, size in sizes.items() if size > ROOM_LINES} == {}


def test_no_file_is_longer_than_its_matter():
    long = {named(path) for path in modules() if lines_of(path) > FILE_LINES}
    assert long == set()


def test_half_of_the_files_fit_on_one_screen():
    sizes = [
        lines_of(path)
        for path in modules()
        if path.name != "__init__.py" and lines_of(path) > 5
    ]
    assert median(sizes) <= MEDIAN_LINES


def test_nine_in_ten_functions_are_read_at_a_glance():
    sizes = [node.end_lineno - node.lineno + 1 for node in functions()]
    short = sum(size <= SHORT_FUNCTION for size in sizes) / len(sizes)
    assert short >= SHORT_SHARE


def test_a_functions_name_leads_to_it():
    places = places_of((ast.FunctionDef, ast.AsyncFunctionDef))
    often = {name for name, where in places.items() if len(where) >= 3} - THEIRS
    assert often == set()


def test_a_class_has_one_meaning():
    places = places_of(ast.ClassDef)
    twice = {name for name, where in places.items() if len(where) >= 2}
    assert twice - THEIR_CLASSES == set()
