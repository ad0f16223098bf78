"""Runs each listed fault in a copy of the tree; a survivor is a hole in the tests.

script/test --mutants [MATTER…]
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.mutants.listed import MUTANTS, ROOT, Mutant, found_in

# What a copy needs none of: what is made, and what git keeps.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
# pytest's answer when a test failed; any other but 0 says that nothing was tried.
PASSED, FAILED = 0, 1
# The first test that failed, without its parameters, as pytest names it.
FIRST = re.compile(r"^(?:FAILED|ERROR|SUBFAILED\S*) ([^\s[]+)", re.MULTILINE)
SHORT = "not services and not browser and not long"


def copy_tree(folder: Path) -> Path:
    """Return a copy of the tree, with what this one has made already."""
    copy = folder / "tree"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    if (ROOT / "var" / "tests").is_dir():
        shutil.copytree(ROOT / "var" / "tests", copy / "var" / "tests")
    return copy


def run_tests(tree: Path, tests: Sequence[str]) -> str:
    """Run some tests in a copy until one fails; return its name, "" where none does.

    A fault that breaks the import of a test is no fault that the test noticed.
    """
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", SHORT, *tests]
    command += ["-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=tree, env=environment, capture_output=True, text=True
    )
    if done.returncode not in {PASSED, FAILED}:
        sys.stdout.write(done.stdout[-2000:] + done.stderr[-2000:])
        raise RuntimeError(f"pytest ended with {done.returncode} for {tests}")
    if done.returncode == PASSED:
        return ""
    return FIRST.search(done.stdout)[1]


def noticed_by(mutant: Mutant, tree: Path) -> str:
    """Return the test that fails for the fault; raises where none could run."""
    (place,) = found_in(mutant, tree)
    whole = place.read_text(encoding="utf-8")
    place.write_text(whole.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        return run_tests(tree, mutant.tests)
    finally:
        place.write_text(whole, encoding="utf-8")


def main(matters: list[str]) -> int:
    """Try every fault, or those of some matters; return 1 when one survives.

    What noticed a fault passes without it, or it noticed something else.
    """
    chosen = [one for one in MUTANTS if not matters or one.matter in matters]
    if not chosen:
        sys.stdout.write(f"No such matter: {', '.join(matters)}\n")
        return 2
    noticed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="portal-mutants-") as folder:
        tree = copy_tree(Path(folder))
        for number, mutant in enumerate(chosen, 1):
            test = noticed_by(mutant, tree)
            noticed += [test] * bool(test)
            word = f"noticed by {test}" if test else "SURVIVED"
            line = f"{number}/{len(chosen)} {mutant.matter}: {mutant.old!r}: {word}"
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
        broken = run_tests(tree, sorted(set(noticed))) if noticed else ""
    survivors = len(chosen) - len(noticed)
    sys.stdout.write(f"{len(chosen)} faults, {survivors} survived\n")
    if broken:
        sys.stdout.write(f"{broken} fails without any fault\n")
    return 1 if survivors or broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
