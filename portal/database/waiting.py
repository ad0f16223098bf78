"""How long a process waits for the database.

A visitor waits at most three seconds for a page, so the web process waits two for an
answer. Workers and commands import, count and migrate: they wait for minutes.
"""

from typing import Any

from django.db import connections

ENGINE = "portal.database.postgresql"
WEB_SECONDS = 2
# A command's one statement; Celery's own limit is shorter.
COMMAND_SECONDS = 900
# Of a network that goes away without a word, in milliseconds.
UNHEARD = 10_000
KEEPALIVE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}


def of_postgresql(given: dict[str, Any]) -> dict[str, Any]:
    """Return the options of a connection; what DATABASE_URL says itself wins."""
    return {
        "connect_timeout": 5,
        "tcp_user_timeout": UNHEARD,
        **KEEPALIVE,
        # Values travel apart from the statement: PostgreSQL's log of a failed one
        # holds none of them.
        "server_side_binding": True,
        **given,
        "options": f"{server_limits(COMMAND_SECONDS)} {given.get('options', '')}",
        "answer_seconds": COMMAND_SECONDS + 30,
    }


def of_sqlite() -> dict[str, Any]:
    """Return the options of a connection to the file.

    Measured: with Django's defaults half of eight parallel writers fail.
    """
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }


def server_limits(seconds: int) -> str:
    """Return what the server is told: when to end a statement by itself.

    It also ends one that nobody waits for any more.
    """
    return f"-c statement_timeout={seconds}s -c client_connection_check_interval=2s"


def answer_visitors() -> None:
    """Wait only as long as a visitor does; called before the first connection."""
    database = connections.settings["default"]
    options = database["OPTIONS"]
    if database["ENGINE"] != ENGINE:
        options["timeout"] = WEB_SECONDS
        return
    own = options["options"].removeprefix(server_limits(COMMAND_SECONDS))
    options["options"] = f"{server_limits(20)} {own.strip()}"
    options.update(
        answer_seconds=WEB_SECONDS,
        connect_timeout=WEB_SECONDS,
        tcp_user_timeout=WEB_SECONDS * 1000,
    )
