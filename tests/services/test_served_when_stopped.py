"""Public pages are served to every browser while the portal or its database is away.

SERVED_TABLE=path writes the table that is measured.
"""

import gzip
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from portal.starting.seconds import SHARED
from tests.hospital import OPERATOR
from tests.services.front import HOST, Front
from tests.services.halting import halted
from tests.services.portal import STUDY, Portal

pytestmark = pytest.mark.services

PAGES = {
    "home": "/",
    "study": f"/trials/{STUDY}/",
    "sites": f"/trials/{STUDY}/sites/",
    "self-check": "/trials/NCT07233642/self-check/",
    "study, Chinese": f"/zh-hans/trials/{STUDY}/",
}
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
COOKIES = "sessionid=0123456789abcdef; notes=0"
BROWSERS = {
    "no Accept-Encoding": {"User-Agent": "curl/7.88.1", "Accept": "*/*"},
    "old Android": {
        "User-Agent": "Mozilla/5.0 (Linux; U; Android 4.0.3)",
        "Accept-Encoding": "gzip,deflate",
    },
    "Chrome, gzip and br": {
        "Accept-Encoding": "gzip, deflate, br",
        "Sec-Fetch-Mode": "navigate",
    },
    "Chrome, zstd": {
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Cache-Control": "max-age=0",
    },
    "Safari": {
        "Accept": HTML,
        "Accept-Encoding": "gzip, deflate, br",
        "Accept-Language": "zh-CN",
    },
    "Firefox, reload": {
        "Accept-Encoding": "gzip, deflate, br",
        "Cache-Control": "no-cache",
        "Pragma": "no-cache",
    },
    "Internet Explorer": {
        "User-Agent": "Mozilla/4.0 (compatible; MSIE 8.0)",
        "Accept-Encoding": "gzip, deflate",
        "Accept": "image/gif, */*",
    },
    "lynx": {
        "User-Agent": "Lynx/2.9",
        "Accept-Encoding": "gzip, compress, bzip2",
        "Accept": "text/html, text/plain",
    },
    "identity only": {"Accept-Encoding": "identity;q=1, *;q=0"},
    "with cookies": {"Accept-Encoding": "gzip", "Cookie": COOKIES},
}


@pytest.fixture(scope="module")
def front(installation: Portal) -> Iterator[Front]:
    proxy = Front(installation.port)
    yield proxy
    proxy.close()


def warm(front: Front) -> dict[str, requests.Response]:
    """Open every page once, and let its second pass."""
    pages = {name: front.ask("GET", path) for name, path in PAGES.items()}
    for name, page in pages.items():
        assert page.status_code == 200, name
        assert "Set-Cookie" not in page.headers
        assert page.headers["Cache-Control"] == SHARED
        assert "X-Accel-Expires" not in page.headers
    time.sleep(1.2)
    return pages


def is_served(front: Front, path: str, headers: dict[str, str], fresh: bytes) -> bool:
    """Whether a browser is shown the same page, in an encoding it understands."""
    got = front.ask("GET", path, headers=headers, stream=True)
    raw = got.raw.read(decode_content=False)
    packed = got.headers.get("Content-Encoding", "identity")
    if got.status_code != 200 or "Set-Cookie" in got.headers:
        return False
    if packed not in {"identity", *asked_for(headers)}:
        return False
    return (gzip.decompress(raw) if packed == "gzip" else raw) == fresh


def asked_for(headers: dict[str, str]) -> set[str]:
    return set(headers.get("Accept-Encoding", "").replace(" ", "").split(","))


def is_revalidated(front: Front, path: str, etag: str) -> bool:
    got = front.ask("GET", path, headers={"If-None-Match": etag})
    return got.status_code == 304 and not got.content


def is_headed(front: Front, path: str, fresh: bytes) -> bool:
    got = front.ask("HEAD", path)
    length = int(got.headers.get("Content-Length", len(fresh)))
    return got.status_code == 200 and not got.content and length == len(fresh)


LONG = [
    *("Django hanging", "PostgreSQL stopped", "PostgreSQL hanging"),
    *("Django stopped, PostgreSQL stopped", "Django hanging, PostgreSQL hanging"),
]
STATES = ["Django stopped", *(pytest.param(s, marks=pytest.mark.long) for s in LONG)]


@pytest.mark.parametrize("state", STATES)
def test_every_browser_is_served(installation, postgres, front, state):
    fresh = warm(front)
    rows = []
    with (
        halted(installation, postgres, state),
        ThreadPoolExecutor(24) as pool,
    ):
        asked = {
            (browser, name): pool.submit(
                is_served, front, path, headers, fresh[name].content
            )
            for browser, headers in BROWSERS.items()
            for name, path in PAGES.items()
        }
        for name, path in PAGES.items():
            etag, body = fresh[name].headers["ETag"], fresh[name].content
            asked["If-None-Match", name] = pool.submit(
                is_revalidated, front, path, etag
            )
            asked["HEAD", name] = pool.submit(is_headed, front, path, body)
        served = {key: one.result() for key, one in asked.items()}
        # Another question is nobody's copy, and whoever asks is not left to wait.
        began = time.monotonic()
        lost = front.ask("GET", f"/trials/{STUDY}/sites/?near=x")
        assert time.monotonic() - began < 12
        assert lost.status_code >= 500
    for browser in [*BROWSERS, "If-None-Match", "HEAD"]:
        marks = [served[browser, name] for name in PAGES]
        rows.append(f"| {browser} | {state} | {sum(marks)} of {len(marks)} |")
    record(rows)
    assert [key for key, is_right in served.items() if not is_right] == []


def record(rows: list[str]) -> None:
    """Write the rows down for whoever asks for them."""
    sys.stdout.write("\n".join([*rows, ""]))
    if path := os.environ.get("SERVED_TABLE"):
        with Path(path).open("a") as table:
            table.write("\n".join([*rows, ""]))


@pytest.mark.long
def test_pages_nobody_opened_are_there_after_the_timer_ran(installation, front):
    """`warm_pages` asks for every page and file through the proxy."""
    environment = {
        **installation.environment,
        "PUBLIC_URL": front.base,
        "ALLOWED_HOSTS": "127.0.0.1",
        **OPERATOR,
        "REQUESTS_CA_BUNDLE": front.trust,
    }
    command = [*installation.command, "warm_pages"]
    said = subprocess.run(
        command, env=environment, cwd=installation.root, check=True, capture_output=True
    )
    assert b"pages and files asked for" in said.stdout
    installation.kill("web")
    try:
        time.sleep(1.2)
        headers = {"Host": "127.0.0.1"}
        page = front.ask("GET", "/zh-hans/trials/NCT99000002/", headers=headers)
        assert page.status_code == 200
        # Its style stands in the page itself; pictures and scripts are files.
        icon = re.search(r'rel="icon" href="(/static/[^"]+)"', page.text)[1]
        assert front.ask("GET", icon, headers=headers).status_code == 200
    finally:
        installation.start_web()


PRIVATE = [
    *(f"/trials/{STUDY}/message/", "/alerts/", "/notes/", "/staff/sign-in/"),
    *(f"/trials/{STUDY}/self-check/q/1/", f"/trials/{STUDY}/self-check/result/"),
    *("/enquiries/lost/", "/healthz", "/readyz", f"/trials/{STUDY}/sites/?near=x"),
    *("/trials/?condition=Kanarienvogel", "/enquiries/" + "0" * 64 + "/"),
]


@pytest.mark.parametrize("path", PRIVATE)
def test_private_pages_are_never_kept(front, path):
    front.ask("GET", path)
    front.ask("GET", f"/zh-hans{path}")
    for file in (front.folder / "cache").rglob("*"):
        if file.is_file():
            key = next(x for x in file.read_bytes().split(b"\n") if b"KEY: " in x)
            assert path.encode() not in key
            assert b"?" not in key


def test_what_is_sent_leaves_no_trace_in_the_cache(portal, front):
    canary = "Kanarienvogel"
    said = {"condition": canary, "place": canary, "message": canary, "q": canary}
    for path in (f"/trials/{STUDY}/message/", f"/trials/{STUDY}/sites/", "/alerts/"):
        front.ask("POST", path, data=said)
        front.ask("GET", path, params=said)
    kept = [f for f in (front.folder / "cache").rglob("*") if f.is_file()]
    for file in kept:
        assert canary.encode() not in file.read_bytes()


def test_one_copy_for_all_browsers(front):
    for headers in BROWSERS.values():
        front.ask("GET", PAGES["study"], headers=headers)
    files = [f for f in (front.folder / "cache").rglob("*") if f.is_file()]
    # Behind the address stands how many texts were withdrawn.
    key = re.compile(
        re.escape(f"KEY: https{HOST}{PAGES['study']}").encode() + rb"\d*\n"
    )
    assert sum(bool(key.search(file.read_bytes())) for file in files) == 1
