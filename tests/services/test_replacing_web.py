"""The web process is replaced under load, and nobody notices."""

import os
import signal
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.services.front import Front
from tests.services.halting import children
from tests.services.portal import OPTION, ROOT, STUDY, Portal
from tests.services.posted import FORM
from tests.services.servers import wait_until

pytestmark = [pytest.mark.services, pytest.mark.long]

MIGRATE = Path("/proc/sys/net/ipv4/tcp_migrate_req")
READ = ("/alerts/", f"/trials/{STUDY}/")
FORM_PATH = f"/trials/{STUDY}/message/"


@pytest.fixture(scope="module")
def migrating() -> Iterator[None]:
    """The kernel's setting that the documents ask for."""
    before = MIGRATE.read_text() if MIGRATE.exists() else ""
    try:
        MIGRATE.write_text("1")
    except OSError:
        pytest.skip("the kernel's tcp_migrate_req cannot be set here")
    yield
    MIGRATE.write_text(before)


@pytest.fixture(scope="module")
def front(installation: Portal, migrating: None) -> Iterator[Front]:
    installation.kill("web")
    installation.start("web", *as_documented(installation.port))
    wait_until(installation.answers, "the web server answering", 60)
    proxy = Front(installation.port)
    yield proxy
    proxy.close()


def as_documented(port: int) -> list[str]:
    """Return the unit's own command, on this test's port."""
    unit = (ROOT / "deploy" / "portal-web.service").read_text("utf-8")
    line = next(x for x in unit.splitlines() if x.startswith("ExecStart="))
    words = line.removeprefix("ExecStart=/srv/portal/.venv/bin/").split()
    return [str(port) if word == "8000" else word for word in words]


class Load:
    """Families who read and write without a pause."""

    def __init__(self, front: Front) -> None:
        self.front = front
        page = front.ask("GET", FORM_PATH).text
        self.site = OPTION.search(page)[1]
        # nginx has its copy, as everywhere (portal-warm.timer).
        for path in READ:
            assert front.ask("GET", path, timeout=60).status_code == 200
        self.is_over = threading.Event()
        self.posts: Counter[str] = Counter()
        self.gets: Counter[str] = Counter()
        self.keys: set[str] = set()

    def write(self) -> None:
        while not self.is_over.is_set():
            key = str(uuid.uuid4())
            said = {**FORM, "key": key, "site": self.site}
            said["email"] = f"lena.{key[:8]}@families.example"
            source = "127." + ".".join(str(int(key[n : n + 2], 16)) for n in (0, 2, 4))
            status = self.ask("POST", FORM_PATH, data=said, source=source)
            self.posts[status] += 1
            if status == "303":
                self.keys.add(key)

    def read(self) -> None:
        while not self.is_over.is_set():
            for path in READ:
                status = self.ask("GET", path)
                self.gets[status if status == "200" else f"{path}: {status}"] += 1

    def ask(self, method: str, path: str, **values: object) -> str:
        try:
            return str(self.front.ask(method, path, **values).status_code)
        except requests.RequestException as error:
            return type(error).__name__


def test_no_request_fails_while_the_web_process_is_replaced(portal, front, capsys):
    """Three hundred messages and more, and as many pages, over a replacement."""
    load = Load(front)
    main = portal.processes["web"].pid
    with ThreadPoolExecutor(6) as pool:
        asked = [pool.submit(load.write) for _ in range(4)]
        asked += [pool.submit(load.read) for _ in range(2)]
        try:
            replace(main)
            wait_until(lambda: load.posts.total() >= 300, "300 messages", 180)
        finally:
            load.is_over.set()
        for one in asked:
            one.result()
    with capsys.disabled():
        print(f"\n  replaced: posts {dict(load.posts)}, gets {dict(load.gets)}")  # noqa: T201
    assert set(load.gets) == {"200"}
    assert set(load.posts) == {"303"}
    assert load.posts.total() >= 300
    assert load.gets.total() >= 300
    rows = portal.query("SELECT count(*) FROM contacts_enquiry")
    assert rows[0][0] == len(load.keys) > 0


def replace(main: int) -> None:
    """Do what `systemctl reload portal-web` does; wait until the old one is gone."""
    old = set(children(main))
    started = time.monotonic()
    signal_reload(main)
    wait_until(lambda: not set(children(main)) & old, "the old process going", 180)
    assert set(children(main))
    assert time.monotonic() - started > 1


def signal_reload(main: int) -> None:
    unit = (ROOT / "deploy" / "portal-web.service").read_text("utf-8")
    assert "ExecReload=/bin/kill -HUP $MAINPID" in unit
    os.kill(main, signal.SIGHUP)
