"""What docs/conformance.md and SECURITY.md claim can be followed link by link."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "conformance.md"
ROW = re.compile(r"^\| (OSPS-[A-Z]{2}-\d\d\.\d\d) \| .+ \| (\w+) \| (.+) \|$", re.M)
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Maturity level 1 of the version that the page names.
LEVEL_1 = {
    *("OSPS-AC-01.01", "OSPS-AC-02.01", "OSPS-AC-03.01", "OSPS-AC-03.02"),
    *("OSPS-BR-01.01", "OSPS-BR-01.03", "OSPS-BR-03.01", "OSPS-BR-03.02"),
    *("OSPS-BR-07.01", "OSPS-DO-01.01", "OSPS-DO-02.01", "OSPS-GV-02.01"),
    *("OSPS-GV-03.01", "OSPS-LE-02.01", "OSPS-LE-02.02", "OSPS-LE-03.01"),
    *("OSPS-LE-03.02", "OSPS-QA-01.01", "OSPS-QA-01.02", "OSPS-QA-02.01"),
    *("OSPS-QA-04.01", "OSPS-QA-05.01", "OSPS-QA-05.02", "OSPS-VM-02.01"),
}
# Reviewed as what they are: pictures, and what script/messages compiles.
BINARY = {".png", ".mo", ".webp", ".ico", ".xz"}
PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"PK\x03\x04")


def rows() -> list[tuple[str, str, str]]:
    return ROW.findall(PAGE.read_text(encoding="utf-8"))


def anchors(path: Path) -> set[str]:
    """Return what a forge makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", one).lower().replace(" ", "-") for one in headings}


def broken(page: Path) -> set[str]:
    """Return the links of a page that lead nowhere in this repository."""
    found = set()
    for link in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        is_there = target.exists() and target.is_relative_to(ROOT)
        if not is_there or (anchor and anchor not in anchors(target)):
            found.add(link)
    return found


def test_every_requirement_of_level_1_is_answered_once():
    ids = [row[0] for row in rows()]
    assert sorted(ids) == sorted(LEVEL_1)


def test_what_is_met_has_evidence_here_and_nothing_else_is_said():
    for requirement, state, evidence in rows():
        assert state in {"met", "partly", "forge"}, requirement
        assert state == "forge" or LINK.search(evidence), requirement


@pytest.mark.parametrize(
    "page",
    ["docs/conformance.md", "SECURITY.md", "README.md", "docs/configuration.md"],
)
def test_every_link_leads_somewhere(page):
    assert broken(ROOT / page) == set()


def test_a_link_to_nowhere_would_be_noticed(tmp_path):
    page = ROOT / "docs" / "conformance.md"
    assert "no-such" not in page.read_text()
    copy = tmp_path / "page.md"
    copy.write_text("[a](no-such.md) [b](#no-such) [c](/etc/passwd)")
    assert broken(copy) == {"no-such.md", "#no-such", "/etc/passwd"}


def test_the_repository_holds_nothing_that_runs_or_cannot_be_read():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    )
    for name in listed.stdout.decode().split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        content = path.read_bytes()
        assert not content.startswith(PROGRAMS), name
        assert path.suffix in BINARY or b"\0" not in content, name


def test_the_readme_names_the_systems_with_ready_made_wheels():
    said = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    for system in ("Linux on x86-64 and ARM64", "glibc 2.28", "musl", "Apple silicon"):
        assert system in said
    # Where one is missing, it says which, and what that needs.
    assert "Intel processor one is missing" in said
    assert "WSL" in said
