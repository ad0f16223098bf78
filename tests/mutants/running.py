"""Runs each listed fault in a copy of the tree; a survivor is a hole in the tests.

script/test --mutants [MATTER…]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutants.listed import MUTANTS, ROOT, Mutant, found_in

# What a copy needs none of: what is made, and what git keeps.
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "node_modules"
)
# pytest's answer when a test failed; any other but 0 says that nothing was tried.
PASSED, FAILED = 0, 1
SHORT = "not services and not browser and not long"


def copy_tree(folder: Path) -> Path:
    """Return a copy of the tree, with what this one has made already."""
    copy = folder / "tree"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    if (ROOT / "var" / "tests").is_dir():
        shutil.copytree(ROOT / "var" / "tests", copy / "var" / "tests")
    return copy


def run_tests(tree: Path, tests: tuple[str, ...]) -> int:
    """Run some tests in a copy until one fails; return pytest's answer.

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
    return done.returncode


def is_noticed(mutant: Mutant, tree: Path) -> bool:
    """Whether a test fails for the fault; raises where the tests could not run."""
    (place,) = found_in(mutant, tree)
    whole = place.read_text(encoding="utf-8")
    place.write_text(whole.replace(mutant.old, mutant.new), encoding="utf-8")
    try:
        status = run_tests(tree, mutant.tests)
    finally:
        place.write_text(whole, encoding="utf-8")
    return status == FAILED


def main(matters: list[str]) -> int:
    """Try every fault, or those of some matters; return 1 when one survives."""
    chosen = [one for one in MUTANTS if not matters or one.matter in matters]
    if not chosen:
        sys.stdout.write(f"No such matter: {', '.join(matters)}\n")
        return 2
    survivors = 0
    with tempfile.TemporaryDirectory(prefix="portal-mutants-") as folder:
        tree = copy_tree(Path(folder))
        for number, mutant in enumerate(chosen, 1):
            noticed = is_noticed(mutant, tree)
            survivors += not noticed
            word = "noticed" if noticed else "SURVIVED"
            line = f"{number}/{len(chosen)} {word}: {mutant.matter}: {mutant.old!r}"
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    sys.stdout.write(f"{len(chosen)} faults, {survivors} survived\n")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
