"""The first view of studies' pages beside an earlier program's, pair by pair.

python -m bench.first_pages [COMMIT] [--rounds N] [--languages en zh-hans]

--python FILE   an interpreter that has what the earlier program needs; without it pip
                brings that, as its own `requirements.txt` says

Both programs hold the same real records of tests/data/ctgov in databases of their own.
In each round two new processes, warmed by a page that does not count, draw each study
once, one right after the other and each first in turn. Time of processor counts, of the
whole answer with all caches empty.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.server import ROOT, STARTING
from tests.records import SIXTY

EARLIER = "0dbb886"
WARMING = "NCT07233642"
CHILD = Path(__file__).with_name("first_page.py")
ADDRESS = "http://127.0.0.1"
INSTALLING = (
    ("migrate", "-v0", "--skip-checks"),
    ("collectstatic", "--no-input", "-v0", "--skip-checks"),
    # Its texts stand on every study's page.
    ("load_demonstration", "--skip-checks"),
    ("import_studies", str(SIXTY), "--publish", "--skip-checks"),
)
KEPT = Path(__file__).with_name("first_pages.json")
Pair = tuple[float, float]
Round = dict[str, Any]


@dataclass(frozen=True)
class Program:
    """A tree of the portal, with an installation of its own."""

    python: str
    tree: Path
    data: Path

    @property
    def environment(self) -> dict[str, str]:
        """Return what its processes are told."""
        return {
            **STARTING,
            "DATA_DIR": str(self.data),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "PUBLIC_URL": ADDRESS,
            # One name for each program.
            "TRUSTED_HOPS": "0",
            "BEHIND_PROXY": "false",
            "PYTHONPATH": str(self.tree),
        }

    def install(self) -> None:
        """Bring in demonstration and records; an older program may refuse some."""
        self.data.mkdir()
        for command in INSTALLING:
            subprocess.run(
                [self.python, "manage.py", *command],
                env=self.environment,
                cwd=self.tree,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                check=command[0] != "import_studies",
            )

    @contextmanager
    def drawing(self) -> "Iterator[subprocess.Popen[str]]":
        """Start what draws pages, and stop it."""
        with subprocess.Popen(
            [self.python, str(CHILD)],
            env=self.environment,
            cwd=self.tree,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            yield process
            assert process.stdin
            process.stdin.close()


def draw(process: "subprocess.Popen[str]", language: str, number: str) -> float:
    """Return what a page takes; 0 where there is no such study."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(f"{language} {number}\n")
    process.stdin.flush()
    return float(process.stdout.readline().strip() or 0)


def measure(programs: list[Program], language: str, turn: int) -> list[Pair]:
    """Return what each study takes in each program, in one round."""
    with ExitStack() as open_ones:
        both = [open_ones.enter_context(one.drawing()) for one in programs]
        for process in both:
            draw(process, language, WARMING)
        found = []
        for place, file in enumerate(sorted(SIXTY.glob("NCT*.json"))):
            pair = [0.0, 0.0]
            for which in (0, 1) if (place + turn) % 2 else (1, 0):
                pair[which] = draw(both[which], language, file.stem)
            if all(pair):
                found.append((pair[0], pair[1]))
    return found


def round_of(language: str, pairs: list[Pair]) -> Round:
    """Return what a round found: our share of the earlier program's time."""
    ours, theirs = ([pair[which] for pair in pairs] for which in (0, 1))
    return {
        "language": language,
        "studies": len(pairs),
        "ours": median(ours),
        "theirs": median(theirs),
        "by_sums": sum(ours) / sum(theirs),
        "by_medians": median(ours) / median(theirs),
    }


def told(found: Round) -> str:
    """Return a round as a line."""
    return (
        "{language}: {studies} studies, {ours:.1f} ms beside {theirs:.1f} ms; "
        "{by_sums:.3f} by sums, {by_medians:.3f} by medians"
    ).format(**found)


def keep(commit: str, rounds: list[Round]) -> None:
    """Write what a run found for the page that tells it."""
    KEPT.write_text(json.dumps({"beside": commit, "rounds": rounds}, indent=1) + "\n")


def unpack(commit: str, tree: Path) -> None:
    """Write a commit's tree into a folder."""
    tree.mkdir()
    packed = subprocess.run(
        ["git", "archive", commit], cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    subprocess.run(["tar", "-x"], cwd=tree, input=packed.stdout, check=True)


def interpreter_for(tree: Path, folder: Path) -> str:
    """Return an interpreter with what a tree says that it needs."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    brought = ("-m", "pip", "install", "-q", "-r", str(tree / "requirements.txt"))
    subprocess.run([python, *brought], check=True)
    return python


def main() -> None:
    """Measure, round by round and language by language."""
    parser = argparse.ArgumentParser("bench.first_pages", description=__doc__)
    parser.add_argument("commit", nargs="?", default=EARLIER)
    parser.add_argument("--python", default="")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--languages", nargs="+", default=["en", "zh-hans"])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-first-pages-") as named:
        folder = Path(named)
        unpack(asked.commit, folder / "earlier")
        tree = folder / "earlier"
        python = asked.python or interpreter_for(tree, folder / "venv")
        programs = [
            Program(sys.executable, ROOT, folder / "ours"),
            Program(python, tree, folder / "theirs"),
        ]
        for program in programs:
            program.install()
        rounds = []
        for turn in range(asked.rounds):
            for language in asked.languages:
                rounds.append(round_of(language, measure(programs, language, turn)))
                print(told(rounds[-1]), flush=True)
        keep(asked.commit, rounds)


if __name__ == "__main__":
    main()
