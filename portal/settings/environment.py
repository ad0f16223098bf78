"""Where settings come from: the environment, and the file `env` of DATA_DIR."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve()

env = Env()
if (DATA_DIR / "env").is_file():
    env.read_env(str(DATA_DIR / "env"), recurse=False)


def required(name: str, cure: str) -> str:
    """Return a setting that has no safe default, or stop with the cure."""
    value = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {cure}")
    return value


def beginning_with(prefix: str) -> dict[str, str]:
    """Return what the environment names with a prefix, without it."""
    return {
        name.removeprefix(prefix): value
        for name, value in os.environ.items()
        if name.startswith(prefix)
    }


# A page of the console shows what is said here, and leaves it alone.
SAID_BY_ENVIRONMENT = frozenset(name for name, value in os.environ.items() if value)
