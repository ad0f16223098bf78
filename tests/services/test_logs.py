"""A real run leaves no secret and no word of a visitor in any log, nor in Redis."""

import re
import shutil
import socket
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
import redis
import requests

from tests.services.nginx import Nginx
from tests.services.portal import STUDY, Portal
from tests.services.posted import FORM
from tests.services.servers import Postgres, Redis, find, lacking, wait_until
from tests.sink import Sink

pytestmark = pytest.mark.services
# nginx writes its log once a second.
FLUSH = 1.5
CANARY = "c4narybird"
WRONG = CANARY.encode().hex() * 3 + "abcd"
FIELDS = ("first_name", "last_name", "other_language", "message", "call_times")
SEARCHES = ("q", "condition", "place", "near", "more", "site", "page", CANARY)
PREFIXES = ("", "/zh-hans")


class Run:
    """An installation with nginx in front, and what it must not tell."""

    def __init__(self, portal: Portal, nginx: Nginx, postgres: Postgres) -> None:
        self.portal, self.nginx, self.postgres = portal, nginx, postgres
        self.secrets: set[str] = {CANARY, WRONG}

    def get(self, path: str, **more: object) -> requests.Response | None:
        """Ask through nginx, whatever becomes of it."""
        with suppress(requests.RequestException):
            headers = {"Referer": f"{self.nginx.base}/{CANARY}/?q={CANARY}"}
            return requests.get(
                self.nginx.base + path,
                headers=headers,
                timeout=20,
                allow_redirects=False,
                **more,
            )

    def post(self, path: str, data: object) -> requests.Response | None:
        """Post through nginx, whatever becomes of it."""
        with suppress(requests.RequestException):
            return requests.post(
                self.nginx.base + path, data, timeout=20, allow_redirects=False
            )

    def send(self) -> requests.Response | None:
        """Send a message with a canary in each field; note its secrets."""
        site, key = self.portal.site(), str(uuid.uuid4())
        data = {**FORM, "site": site, "key": key, "phone": "+49 30 90182077"}
        data |= {name: f"{CANARY} {name}" for name in FIELDS}
        data["email"] = f"{CANARY}@families.example"
        answer = self.post(f"/trials/{STUDY}/message/", data)
        self.secrets |= {key, "90182077", "90182 077"}
        if answer is not None and answer.status_code == 303:
            self.secrets |= set(re.findall("[0-9a-f]{64}", answer.headers["Location"]))
        return answer


@pytest.fixture(scope="module")
def run(postgres: Postgres, redis_server: Redis) -> Iterator[Run]:
    """Everything, logging as much as an installation may."""
    if not find("nginx"):
        lacking("nginx is not installed")
    folder = Path(tempfile.mkdtemp(prefix="portal-nginx-"))
    folder.chmod(0o777)
    with Sink() as sink:
        url = postgres.create(f"logs_{uuid.uuid4().hex}")
        portal = Portal(url, redis_server.url, sink, LOG_LEVEL="INFO")
        nginx = Nginx(folder / "nginx", portal.port)
        yield Run(portal, nginx, postgres)
        nginx.close()
        portal.close()
    shutil.rmtree(folder, ignore_errors=True)


def walk(run: Run) -> None:
    """Open, search, write, mistype and fail in every room."""
    for prefix in PREFIXES:
        for name in SEARCHES:
            run.get(f"{prefix}/trials/?{name}={CANARY}")
            run.get(f"{prefix}/trials/{STUDY}/sites/?{name}={CANARY}")
            run.get(f"{prefix}/?{name}={CANARY}%00")
            run.get(f"{prefix}/trials/names/?text={CANARY}&{name}={CANARY}")
            run.get(f"{prefix}/trials/places/?text={CANARY}&country={CANARY}")
        look_for_trials(run, prefix)
        for room in (
            *("enquiries/", "enquiries/address/", "alerts/confirm/", "alerts/manage/"),
            *("alerts/unsubscribe/", "notes/open/", "notes/shared/"),
            *("staff/invitations/", "staff/password/new/1-", CANARY + "/"),
        ):
            run.get(f"{prefix}/{room}{WRONG}/")
            run.get(f"{prefix}/{room}{CANARY}%FF/?{CANARY}={CANARY}")
            run.post(f"{prefix}/{room}{WRONG}/write/", {"message": CANARY})
        run.post(f"{prefix}/alerts/", {"email": f"{CANARY}@families.example"})
        run.post(f"{prefix}/notes/new/", {"study": STUDY, "body": CANARY})
        run.post(f"{prefix}/enquiries/lost/", {"email": f"{CANARY}@families.example"})
        run.post(f"{prefix}/trials/{STUDY}/message/", {"message": f"\0{CANARY}"})
    run.post("/staff/sign-in/", {"login": f"{CANARY}@x.example", "password": CANARY})
    run.post(f"/trials/{STUDY}/message/", {"message": CANARY * 60_000})


def look_for_trials(run: Run, prefix: str) -> None:
    """Post a search, follow it, and post one whose place has to be asked for."""
    typed = {"q": f"lupus {CANARY}", "place": "Hangzhou", "age": "7"}
    answer = run.post(f"{prefix}/trials/", typed)
    if answer is not None and answer.status_code == 303:
        address = answer.headers["Location"]
        run.secrets |= set(re.findall("gAAAA[\\w-]+", address))
        assert CANARY not in address
        run.get(address)
        run.get(f"{address}&page={CANARY}")
    run.post(f"{prefix}/trials/", {"q": CANARY, "place": CANARY, "age": CANARY})
    run.get(f"{prefix}/conditions/{CANARY}/")
    run.get(f"{prefix}/hospitals/{CANARY}/")


def malformed(run: Run) -> None:
    """Send what is no request."""
    for text in (
        f"GET /{CANARY} HTTP/9.9\r\n\r\n",
        f"G@T /{CANARY} HTTP/1.1\r\nHost: x\r\n\r\n",
        f"{CANARY.upper()} /enquiries/{WRONG}/ HTTP/1.1\r\nHost: {CANARY}\r\n\r\n",
        f"GET /?{CANARY}={'x' * 20_000} HTTP/1.1\r\nHost: x\r\n\r\n",
        f"POST /{CANARY} HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n{CANARY}",
    ):
        for port in (run.nginx.port, run.portal.port):
            with (
                suppress(OSError),
                socket.create_connection(("127.0.0.1", port), 5) as connection,
            ):
                connection.settimeout(1)
                connection.sendall(text.encode())
                connection.recv(1000)


def told(run: Run) -> dict[str, str]:
    """Return everything that was written down, by where."""
    time.sleep(FLUSH)
    folders = (run.portal.folder, run.nginx.folder)
    places = [path for folder in folders for path in folder.rglob("*.log")]
    places.append(run.postgres.folder / "log")
    texts = {str(path): path.read_bytes().decode(errors="replace") for path in places}
    kept = redis.Redis.from_url(run.portal.environment["REDIS_URL"])
    texts["Redis"] = "\n".join(repr((key, kept.dump(key))) for key in kept.scan_iter())
    return texts


def hits(run: Run, secrets: set[str]) -> list[str]:
    """Return where something stands that should not."""
    return [
        f"{place}: {line[:300]}"
        for place, text in told(run).items()
        for line in text.splitlines()
        if any(secret.lower() in line.lower() for secret in secrets)
    ]


def read_only(run: Run, value: str) -> None:
    """Let every message fail in PostgreSQL, which logs the statement."""
    name = run.portal.database_url.rpartition("/")[2]
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
    with psycopg.connect(run.postgres.url(), autocommit=True) as admin:
        admin.execute(
            f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}'
        )
        admin.execute(ended, [name])


def test_no_log_of_a_whole_run_holds_a_secret_or_a_word(run: Run):
    walk(run)
    malformed(run)
    assert run.send().status_code == 303
    for secret in [s for s in run.secrets if len(s) == 64]:
        run.get(f"/enquiries/{secret}/?{CANARY}")
        run.post(f"/zh-hans/enquiries/{secret}/write/", {"message": CANARY})
    run.portal.sink.mode = "refuse"
    run.send()
    read_only(run, "on")
    assert run.send().status_code == 503
    read_only(run, "off")
    run.postgres.pause()
    run.send()
    run.get(f"/trials/?q={CANARY}")
    run.postgres.resume()
    wait_until(lambda: run.send().status_code == 303, "healed", 60)
    run.portal.kill("web")
    walk(run)
    run.send()
    texts = told(run)
    assert "cannot execute" in texts[str(run.postgres.folder / "log")]
    assert any("no database for" in text for text in texts.values())
    assert hits(run, run.secrets) == []


def test_the_search_finds_what_is_planted(run: Run):
    with (run.portal.folder / "web.log").open("a") as log:
        log.write(f"GET /trials/?q={CANARY}\n")
    found = hits(run, {CANARY})
    assert len(found) == 1
    assert "web.log" in found[0]
