"""The real records in the repository name nobody and reach nobody."""

import json
import re
from collections.abc import Iterator

from tests.records import SIXTY

NAMED = re.compile(r"Fictional (Contact|Investigator) \d+")
NUMBER = re.compile(r"(212-555-01\d\d)?")
ADDRESS = re.compile(r"[^\s\"@]+@[^\s\"@]+")
# Who is named in free text: a title before a name, a degree after it.
TITLE = re.compile(r"\b(Drs?\.|Prof\.|Professor) ?[A-Z]|\b(M\.D\.|MD|Ph\.?D\.?)\b")
FILES = sorted(SIXTY.glob("*.json"))


def people(section: dict) -> Iterator[dict]:
    """Yield everybody whom a record names in a field of its own."""
    module = section.get("contactsLocationsModule", {})
    yield from module.get("centralContacts", [])
    yield from module.get("overallOfficials", [])
    for site in module.get("locations", []):
        yield from site.get("contacts", [])
    party = section["sponsorCollaboratorsModule"].get("responsibleParty", {})
    for key in ("investigatorFullName", "oldNameTitle"):
        if key in party:
            yield {"name": party[key]}


def test_there_are_sixty_and_they_are_small():
    assert len(FILES) == 60
    assert sum(path.stat().st_size for path in FILES) < 3_000_000


def test_nobody_is_named():
    for path in FILES:
        text = path.read_text(encoding="utf-8")
        found = list(people(json.loads(text)["protocolSection"]))
        assert all(NAMED.fullmatch(one["name"]) for one in found), path.name
        assert all(NUMBER.fullmatch(one.get("phone", "")) for one in found), path.name
        assert TITLE.findall(text) == [], path.name


def test_nobody_is_reached():
    for path in FILES:
        found = ADDRESS.findall(path.read_text(encoding="utf-8"))
        assert all(one.endswith("@example.org") for one in found), path.name
