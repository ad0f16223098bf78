"""A second registry is one package: nothing else knows how the first writes its ids."""

import re

import pytest

from tests.architecture.test_imports import ROOT
from trials.registry.source import PACKAGES, USUAL, all_sources, source_named

# Data of the demonstration, samples of mails, and migrations as they were made.
KNOWN = (
    *("trials/registry/clinicaltrials/", "trials/demonstration/", "/migrations/"),
    "contacts/gallery/people.py",
)
ID = re.compile(r"(?<![a-z])nct(?=[^a-z]|$)", re.IGNORECASE)


def spoken_of() -> set[str]:
    """Return the files that name an id of ClinicalTrials.gov."""
    files = (
        path
        for place in ("trials", "contacts", "portal", "templates")
        for kind in ("*.py", "*.html", "*.txt")
        for path in (ROOT / place).rglob(kind)
    )
    return {
        str(path.relative_to(ROOT))
        for path in files
        if ID.search(path.read_text(encoding="utf-8"))
    }


def test_no_id_of_a_registry_stands_outside_its_package():
    found = {name for name in spoken_of() if not any(one in name for one in KNOWN)}
    assert found == set()


def test_the_grep_finds_what_it_looks_for():
    assert "trials/registry/clinicaltrials/source.py" in spoken_of()


@pytest.mark.parametrize("name", PACKAGES)
def test_a_source_is_found_by_the_name_it_gives_itself(name):
    source = source_named(name)
    assert source.name == name
    assert source in all_sources()


def test_a_registry_that_we_do_not_know_is_an_error():
    with pytest.raises(KeyError):
        source_named("elsewhere")


def test_the_usual_one_reads_its_ids_in_any_case():
    source = source_named(USUAL)
    assert source.written_id("nct91000001") == "NCT91000001"
    assert source.written_id("NCT9") == source.written_id("lupus") == ""
    assert source.resembles_id(" nct9")
    assert not source.resembles_id("lupus")
