"""What computes and what writes is judged by mypy, without exception."""

import tomllib

from tests.architecture.test_imports import PURE, ROOT

SETUP = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mypy"]


def is_judged(place: str) -> bool:
    return any(place == one or place.startswith(f"{one}/") for one in SETUP["files"])


def actions() -> list[str]:
    doors = [
        *(ROOT / "contacts").glob("*/actions"),
        *(ROOT / "contacts").glob("*/actions.py"),
        *(ROOT / "trials").glob("*/actions"),
    ]
    return [str(path.relative_to(ROOT)) for path in doors]


def test_all_that_computes_or_writes_is_judged():
    places = ["portal/lib", "portal/audit", *PURE, *actions()]
    assert [place for place in places if not is_judged(place)] == []


def test_what_is_listed_is_there():
    assert [one for one in SETUP["files"] if not (ROOT / one).exists()] == []


def test_no_module_is_exempt():
    assert [one for one in SETUP["overrides"] if one.get("ignore_errors")] == []
