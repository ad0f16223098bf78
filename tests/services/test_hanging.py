"""A database that hangs, is full or read-only: an answer in time, words kept."""

import html
import re
import shutil
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
import requests

from tests.services.portal import STUDY, Portal
from tests.services.posted import FORM
from tests.services.servers import Postgres, wait_until

pytestmark = pytest.mark.services
# What is promised, and a loaded machine's own time on top.
PROMISE, SLACK = 3.0, 2.0
WORDS = "Is there room? 没有名额了吗?\nA second line with <b>tags</b> & “quotes”."
PAGES = ["/", "/trials/", f"/trials/{STUDY}/", f"/trials/{STUDY}/message/"]
PAGES += ["/zh-hans/trials/?q=heart", "/alerts/", "/notes/", "/readyz"]
PAGES += ["/enquiries/" + "0" * 64 + "/", "/staff/sign-in/"]


def form_of(page: str) -> dict[str, str]:
    """Return what a browser would post from the page's one form."""
    form = re.search(r'<form method="post".*?</form>', page, re.DOTALL)[0]
    hidden = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    areas = re.findall(
        r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.S
    )
    return {name: html.unescape(value) for name, value in [*hidden, *areas]}


def typed(portal: Portal, **more: str) -> dict[str, str]:
    """Return a form as a person would send it from a page they had open."""
    pages: list[str] = []

    def is_shown() -> bool:
        page = requests.get(f"{portal.base}/trials/{STUDY}/message/", timeout=30)
        pages.append(page.text)
        return page.ok

    # After an outage the first visitor may still be told of it.
    wait_until(is_shown, "the form", 30)
    reach = re.search(r'name="reach" value="([^"]+)"', pages[-1])[1]
    given = {**FORM, "site": portal.site(), "key": str(uuid.uuid4()), "reach": reach}
    return {**given, "message": WORDS, **more}


def send(portal: Portal, data: dict[str, str]) -> requests.Response:
    """Post the message form."""
    return requests.post(
        f"{portal.base}/trials/{STUDY}/message/",
        data,
        allow_redirects=False,
        timeout=30,
    )


def check_kept(answer: requests.Response, data: dict[str, str]) -> None:
    """The page is no success, and its form holds everything again."""
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert "no-store" in answer.headers["Cache-Control"]
    again = form_of(answer.text)
    for name, value in data.items():
        assert again[name].replace("\r\n", "\n") == value, name
    assert "mailto:" in answer.text


@pytest.fixture
def hung(portal: Portal, postgres: Postgres) -> Iterator[dict[str, str]]:
    """A database that stops after pages were served: open connections hang too."""
    data = typed(portal)
    with ThreadPoolExecutor(8) as people:
        list(people.map(lambda n: requests.get(portal.base, timeout=30), range(16)))
    postgres.pause()
    yield data
    postgres.resume()


@pytest.mark.long
def test_every_page_answers_in_time_while_the_database_hangs(portal, hung):
    def took(path: str) -> tuple[str, float, int]:
        began = time.monotonic()
        answer = requests.get(portal.base + path, timeout=30, allow_redirects=False)
        return path, time.monotonic() - began, answer.status_code

    # One after another: first with connections that were open, then with new ones.
    for path, seconds, status in [*map(took, PAGES), *map(took, PAGES)]:
        assert seconds < PROMISE + SLACK, path
        assert status in {200, 503}, path
    # And many at once: nobody waits for those before.
    with ThreadPoolExecutor(12) as people:
        for path, seconds, _status in people.map(took, PAGES * 4):
            assert seconds < PROMISE + SLACK, path


def test_words_come_back_while_the_database_hangs(portal, hung, postgres):
    began = time.monotonic()
    answer = send(portal, hung)
    assert time.monotonic() - began < PROMISE + SLACK
    check_kept(answer, hung)
    number = portal_phone(portal, postgres)
    assert number in answer.text
    # Pressing "Send again" later stores it once, however often it is pressed.
    again = form_of(answer.text)
    wait_until(lambda: send(portal, again).status_code == 303, "healed", 30)
    assert send(portal, again).status_code == 303
    rows = portal.query("SELECT count(*) FROM contacts_enquiry")
    assert rows[0][0] == 1


def portal_phone(portal: Portal, postgres: Postgres) -> str:
    """Return the published number of the chosen site; the database goes on for it."""
    postgres.resume()
    rows = portal.query(
        "SELECT s.key, c.phone FROM trials_studycontact c JOIN trials_studysite s"
        " ON s.id = c.site_id WHERE c.phone <> '' AND c.role = 'CONTACT'"
        " ORDER BY c.position, c.id"
    )
    return next(phone for key, phone in rows if key == portal.site())


@pytest.mark.long
def test_a_forged_number_is_not_shown(portal, hung):
    answer = send(portal, {**hung, "reach": "+1 900 555 0100"})
    assert answer.status_code == 503
    assert 'href="tel:+1 900' not in answer.text


@pytest.mark.long
def test_other_forms_keep_their_words_too(portal, hung):
    for path, data in (
        ("/enquiries/" + "0" * 64 + "/write/", {"message": WORDS}),
        ("/alerts/", {"email": "lena@families.example", "condition": "Heart disease"}),
        ("/notes/new/", {"study": STUDY, "at": "1", "body": WORDS}),
        ("/enquiries/lost/", {"email": "lena@families.example"}),
    ):
        answer = requests.post(portal.base + path, data, timeout=30)
        check_kept(answer, data)


def test_a_read_only_database_says_so_and_heals(portal, postgres):
    data = typed(portal)
    name = portal.database_url.rpartition("/")[2]
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"

    def switch(value: str) -> None:
        with psycopg.connect(postgres.url(), autocommit=True) as admin:
            admin.execute(
                f'ALTER DATABASE "{name}" SET default_transaction_read_only = {value}'
            )
            admin.execute(end, [name])

    switch("on")
    try:
        check_kept(send(portal, data), data)
        assert requests.get(f"{portal.base}/trials/{STUDY}/", timeout=30).ok
    finally:
        switch("off")
    wait_until(lambda: send(portal, data).status_code == 303, "healed", 30)
    assert portal.query("SELECT count(*) FROM contacts_enquiry")[0][0] == 1


@pytest.mark.long
def test_a_full_disk_says_so_and_heals(portal, postgres, small_disk):
    """The tables of messages lie on a disk that is full."""
    data = typed(portal)
    shutil.chown(small_disk, postgres.user or "portal")
    fill = small_disk / "fill"
    with psycopg.connect(postgres.url(), autocommit=True) as admin:
        admin.execute(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
    portal.query("ALTER TABLE contacts_message SET TABLESPACE small")
    portal.query("ALTER TABLE contacts_enquiry SET TABLESPACE small")
    fill_up(fill)
    try:
        answers = [send(portal, {**data, "key": str(uuid.uuid4())}) for _ in range(3)]
        assert {answer.status_code for answer in answers} <= {503}
        check_kept(send(portal, data), data)
    finally:
        fill.unlink()
    wait_until(lambda: send(portal, data).status_code == 303, "healed", 30)
    portal.query("ALTER TABLE contacts_message SET TABLESPACE pg_default")
    portal.query("ALTER TABLE contacts_enquiry SET TABLESPACE pg_default")


def fill_up(path: Path) -> None:
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            return


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = Path(tempfile.mkdtemp(prefix="portal-small-", dir="/tmp"))
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m,mode=777", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
