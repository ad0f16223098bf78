"""The order of the rooms, lowest first: none knows of one above it."""

import ast
from pathlib import Path

from tests.architecture.test_imports import ROOT, imports, is_under, sources

# Rooms on one line do not know of each other. Some are still to be built.
ORDER = [
    ["portal.lib"],
    ["portal.alarms"],
    ["portal.audit"],
    ["portal.hospital"],
    ["trials.registry", "trials.places", "trials.freshness", "trials.vocabulary"],
    ["trials.models"],
    ["trials.indexing"],
    ["trials.plain"],
    ["trials.texts"],
    ["trials.importing"],
    ["trials.search"],
    ["trials.selfcheck"],
    ["trials.authoring", "trials.pages"],
    ["trials.listing"],
    ["trials.api"],
    ["contacts.mail"],
    ["contacts.teams"],
    ["contacts.enquiries"],
    ["contacts.conversation"],
    ["contacts.upkeep"],
    ["contacts.pagemails"],
    ["contacts.alerts", "contacts.notes"],
    ["contacts.inbox"],
    ["contacts.console", "contacts.responsible"],
    ["contacts.gallery", "contacts.demonstration"],
]
FLOOR = {room: number for number, rooms in enumerate(ORDER) for room in rooms}
# Arrows that run against the order and are still to be cut; nothing is added here.
TO_CUT: set[str] = set()


def room_of(name: str) -> str:
    """Return the room that a dotted name lies in; "" for what wires them."""
    return next((room for room in FLOOR if is_under(name, room)), "")


def dotted_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def reexported() -> dict[str, str]:
    """Return where each name of `contacts.models` really lives."""
    tree = ast.parse((ROOT / "contacts" / "models" / "__init__.py").read_text("utf-8"))
    return {
        f"contacts.models.{name.name}": f"{node.module}.{name.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for name in node.names
    }


def arrows_up() -> set[str]:
    found, home = set(), reexported()
    for app in ("portal", "trials", "contacts"):
        for path in sources(app):
            here = room_of(dotted_name(path))
            names = imports(path) if here else ()
            for name in (home.get(one, one) for one in names):
                there = room_of(name)
                is_up = there and there != here and FLOOR[there] >= FLOOR[here]
                if is_up and room_of(name.rpartition(".")[0]) == there:
                    found.add(f"{dotted_name(path)} > {name}")
    return found


def test_no_room_knows_of_one_above_it():
    assert arrows_up() - TO_CUT == set()


def test_what_was_cut_stays_cut():
    assert TO_CUT - arrows_up() == set()
