"""Writes `env` of a new data folder.

    python -m portal.starting.firstrun [--demonstration]

Keys that the environment lacks are made. DEBUG is written only for script/server, and
only where nobody can have used the portal yet: never beside somebody's messages.
"""

import base64
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from portal.lib.loopback import is_loopback

# What a file of settings would be made of.
KEYS = {
    "SECRET_KEY": lambda: secrets.token_urlsafe(50),
    "FIELD_KEYS": lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
}


def write_environment(
    folder: Path, environment: dict[str, str], is_demonstration: bool
) -> None:
    """Write the file once, readable by its owner alone."""
    missing = [key for key in KEYS if not environment.get(key)]
    lines = [f"{key}={KEYS[key]()}" for key in missing]
    if is_demonstration and is_unused(folder, environment):
        lines.append("DEBUG=true")
    if lines:
        folder.mkdir(parents=True, exist_ok=True)
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with os.fdopen(os.open(folder / "env", flags, 0o600), "w") as file:
            file.write("\n".join(lines) + "\n")


def is_unused(folder: Path, environment: dict[str, str]) -> bool:
    """Whether this is a fresh trial, and neither an installation nor meant as one."""
    if any(environment.get(name) for name in ("DEBUG", "TRUSTED_HOPS")):
        return False
    if any((folder / name).exists() for name in ("portal.sqlite3", "static")):
        return False
    hosts = environment.get("ALLOWED_HOSTS", "").split(",")
    hosts += [environment.get("HOST", "")]
    hosts += [urlsplit(environment.get("PUBLIC_URL", "")).hostname or ""]
    if not all(is_loopback(host.strip()) for host in hosts if host.strip()):
        return False
    url = environment.get("DATABASE_URL", "")
    return not url or is_empty(url)


def is_empty(url: str) -> bool:
    """Whether a PostgreSQL database has never held a portal; in doubt it has."""
    if not url.startswith(("postgres://", "postgresql://")):
        return False
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute("SELECT to_regclass('django_migrations')")
            return row.fetchone() == (None,)
    except psycopg.Error:
        return False


if __name__ == "__main__":
    is_trial = "--demonstration" in sys.argv[1:]
    write_environment(Path(os.environ["DATA_DIR"]), dict(os.environ), is_trial)
