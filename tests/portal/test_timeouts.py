"""Every socket has an end: whatever hangs at the other side, nobody waits for ever."""

import ast
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections

from portal.celeryconfig import broker_transport_options
from portal.database import waiting
from trials.registry.clinicaltrials.client import RegistryClient

ROOT = Path(__file__).resolve().parents[2]
VISITOR = 3
SAID = """
from django.conf import settings as s
print(s.EMAIL_TIMEOUT, s.CACHES["default"]["OPTIONS"]["socket_timeout"],
      s.CACHES["default"]["OPTIONS"]["socket_connect_timeout"])
"""
# What opens a connection, and takes the word `timeout` for its end.
OPENS = {"urlopen", "create_connection", "SMTP", "SMTP_SSL", "HTTPSConnection"}
ASKS = {"get", "post", "put", "request"}


def test_the_database_is_waited_for_as_long_as_somebody_can_wait(monkeypatch):
    options = waiting.of_postgresql({})
    assert options["connect_timeout"] <= 5
    assert options["tcp_user_timeout"] <= 10_000
    assert f"statement_timeout={waiting.COMMAND_SECONDS}s" in options["options"]
    mine = {"ENGINE": waiting.ENGINE, "OPTIONS": options}
    monkeypatch.setitem(connections.settings, "default", mine)
    waiting.answer_visitors()
    assert options["connect_timeout"] < VISITOR
    assert options["tcp_user_timeout"] < VISITOR * 1000
    assert options["answer_seconds"] < VISITOR
    assert "statement_timeout=20s" in options["options"]


def test_mail_is_waited_for_long_and_the_cache_hardly():
    """A server that answers late took the mail: RFC 5321 gives it minutes."""
    environment = {
        **{k: v for k, v in os.environ.items() if k != "EMAIL_TIMEOUT"},
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SECRET_KEY": "x" * 60,
        "FIELD_KEYS": settings.FIELD_KEYS[0],
        "ALLOWED_HOSTS": "127.0.0.1",
        "TRUSTED_HOPS": "0",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }
    done = subprocess.run(
        [sys.executable, "-c", SAID],
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    mail, cache, connecting = map(float, done.stdout.split())
    assert mail >= 60
    assert max(cache, connecting) < 1
    assert broker_transport_options["socket_timeout"] <= 5
    assert broker_transport_options["socket_connect_timeout"] <= 5
    assert all(RegistryClient("https://registry.example").timeout)


def test_nothing_else_opens_a_connection_without_saying_when_it_ends():
    endless = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for app in ("contacts", "trials", "portal")
        for path in sorted((ROOT / app).rglob("*.py"))
        for call in calls_in(path)
        if not any(word.arg in {"timeout", "connect_timeout"} for word in call.keywords)
    ]
    assert endless == []


def calls_in(path: Path) -> list[ast.Call]:
    """Return the calls of a file that open a connection."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and opens(node)
    ]


def opens(call: ast.Call) -> bool:
    """Whether a call is one of a library that talks to another machine."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    of = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    is_web = name in ASKS and of in {"requests", "session", "self.session"}
    is_database = name == "connect" and of == "psycopg"
    return name in OPENS or is_web or is_database
