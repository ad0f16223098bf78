"""An update under load: the version before and the new one serve side by side."""

import re
import shutil
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests
from cryptography.fernet import Fernet

from tests.services.portal import ROOT, STUDY, Portal
from tests.services.posted import FORM, address_of, network_of
from tests.services.servers import Postgres, Redis, wait_until
from tests.sink import free_port

pytestmark = pytest.mark.services
KNOWN = Path(__file__).with_name("previous_version.txt")
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*\bname="([^"]+)"')
PAGES = ("/", "/trials/", f"/trials/{STUDY}/", f"/trials/{STUDY}/message/", "/alerts/")
EACH = 20


@pytest.fixture(scope="module")
def before() -> Iterator[Path]:
    """The tree of the version before, from the history."""
    commit = re.search(r"^commit (\w+)", KNOWN.read_text(), re.MULTILINE)[1]
    git = shutil.which("git")
    if (
        not git
        or subprocess.run(
            [git, "cat-file", "-e", f"{commit}^{{tree}}"], cwd=ROOT, capture_output=True
        ).returncode
    ):
        pytest.skip(f"the history does not hold the version before, {commit}")
    folder = Path(tempfile.mkdtemp(prefix="portal-before-"))
    archive = folder / "tree.tar"
    subprocess.run([git, "archive", "-o", str(archive), commit], cwd=ROOT, check=True)
    shutil.unpack_archive(archive, folder, filter="data")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def installation(installation: Portal) -> Portal:
    """As an update leaves it: its hashes are made with the SECRET_KEY of before."""
    settings = installation.environment
    secret = Fernet(settings["FIELD_KEYS"]).encrypt(settings["SECRET_KEY"].encode())
    installation.query(
        f"UPDATE portal_installationsecret SET value = '{secret.decode()}'"  # noqa: S608
    )
    for part in list(installation.processes):
        installation.kill(part)
    installation.start_web()
    installation.start_worker()
    return installation


class OldWeb:
    """The web process of the version before, on the same database."""

    def __init__(self, portal: Portal, tree: Path) -> None:
        self.portal, self.port = portal, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        command = f"{Path(sys.executable).parent}/granian"
        # It knows its own files from when it started; the folder may be newer by now.
        own = {**portal.environment, "STATIC_ROOT": str(portal.folder / "old-static")}
        collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"]
        subprocess.run(collect, env=own, cwd=tree, check=True)
        with (portal.folder / "old.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(command, "--interface", "wsgi", "--host", "127.0.0.1"),
                    *("--port", str(self.port), "--blocking-threads", "4"),
                    *("--log-level", "warning", "portal.wsgi:application"),
                ],
                env=own,
                cwd=tree,
                stdout=log,
                stderr=log,
            )
        try:
            self.wait()
        except AssertionError:
            self.close()
            raise

    def wait(self) -> None:
        """Return when it answers; a loaded machine starts slowly."""
        wait_until(self.answers, "the old web server answering", 240)

    def answers(self) -> bool:
        """Whether it is up."""
        try:
            return requests.get(f"{self.base}/healthz", timeout=2).ok
        except requests.RequestException:
            return False

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


@pytest.fixture
def old(portal: Portal, before: Path) -> Iterator[OldWeb]:
    """Old code on the new schema."""
    web = OldWeb(portal, before)
    yield web
    web.close()


def send(base: str, data: dict[str, str]) -> int:
    """Post the message form from a network of its own; return the status."""
    answer = requests.post(
        f"{base}/trials/{STUDY}/message/",
        data,
        headers={"X-Forwarded-For": network_of(data["key"])},
        allow_redirects=False,
        timeout=60,
    )
    return answer.status_code


def filled(base: str, portal: Portal) -> dict[str, str]:
    """Return a form as it stands on a page of that version, filled in."""
    page = requests.get(f"{base}/trials/{STUDY}/message/", timeout=60).text
    names = set(FIELD.findall(page))
    key = str(uuid.uuid4())
    given = {**FORM, "site": portal.site(), "key": key, "email": address_of(key)}
    return {name: value for name, value in given.items() if name in names}


@pytest.mark.long
def test_both_versions_serve_under_load_and_lose_nothing(portal: Portal, old: OldWeb):
    bases = [portal.base, old.base] * EACH

    def visit(base: str) -> list[int]:
        pages = [requests.get(base + path, timeout=60).status_code for path in PAGES]
        return [*pages, send(base, filled(base, portal))]

    with ThreadPoolExecutor(6) as people:
        answers = list(people.map(visit, bases))
    assert {tuple(answer) for answer in answers} == {(200,) * len(PAGES) + (303,)}
    rows = portal.query("SELECT count(*) FROM contacts_enquiry")
    assert rows[0][0] == len(bases)
    wait_until(portal.drained, "every e-mail sent", 90)
    assert portal.query("SELECT count(*) FROM contacts_outgoingemail")[0][0] == len(
        portal.sink.mails
    )


@pytest.mark.long
def test_a_form_of_the_version_before_is_accepted_after_the_update(
    portal: Portal, old: OldWeb
):
    assert send(portal.base, filled(old.base, portal)) == 303
    # And the other way, while the old process still answers somebody.
    assert send(old.base, filled(portal.base, portal)) == 303
    assert portal.query("SELECT count(*) FROM contacts_enquiry")[0][0] == 2


@pytest.mark.long
def test_what_the_version_before_took_is_not_taken_twice(portal: Portal, old: OldWeb):
    """Pressed before the update and once more after it: one enquiry.

    The other way round makes two: the version before knows a key by its clear text
    alone, which is what the new one no longer stores.
    """
    data = filled(old.base, portal)
    assert [send(base, data) for base in (old.base, portal.base)] == [303, 303]
    assert portal.query("SELECT count(*) FROM contacts_enquiry")[0][0] == 1


def test_the_new_version_does_not_serve_on_the_old_schema(
    postgres: Postgres, redis_server: Redis, portal: Portal
):
    """It ends with the cure instead: first migrate, then replace the processes."""
    environment = {
        **portal.environment,
        "DATABASE_URL": postgres.create(f"bare_{uuid.uuid4().hex}"),
    }
    ended = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode != 0
    assert ended.stderr.strip().splitlines()[-1].endswith("Run: manage.py migrate")
    assert "Traceback" not in ended.stderr
