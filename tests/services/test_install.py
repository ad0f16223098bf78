"""docs/production.md is run, word for word, on a copy of this machine.

TRANSCRIPT=path writes down what a reader would see.
"""

import re
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.approved import APPROVE
from tests.services.installing import HOST, Walk, archive, prepare
from tests.services.machine import Machine
from tests.services.portal import ROOT
from tests.services.posted import FORM
from tests.services.servers import wait_until

pytestmark = [pytest.mark.services, pytest.mark.long]

CANARY = "Kanarienvogel"
STUDY = "NCT99000001"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory) -> Path:
    """What the lock names, fetched while there is a network."""
    folder = tmp_path_factory.mktemp("wheels")
    # With the Python that will install them: what is needed differs.
    own = tmp_path_factory.mktemp("venv")
    subprocess.run(["/usr/bin/python3", "-m", "venv", str(own)], check=True)
    for lock in ("requirements.txt", "requirements-places.txt"):
        command = [str(own / "bin" / "pip"), "download", "--quiet", "--no-deps"]
        command += ["--require-hashes", "-r", str(ROOT / lock), "-d", str(folder)]
        subprocess.run(command, check=True)
    return folder


@pytest.fixture(scope="module")
def walk(wheels: Path, tmp_path_factory) -> Iterator[Walk]:
    machine = Machine()
    try:
        prepare(machine, wheels, archive(tmp_path_factory.mktemp("release")))
        yield Walk(machine)
    finally:
        machine.close()


def rows_with(machine: Machine, word: str) -> list[str]:
    """Return the tables in which a word stands, read as the portal does."""
    script = (
        "from django.apps import apps\n"
        "for m in apps.get_models():\n"
        "    rows = m.objects.values()\n"
        f"    if any({word!r} in str(v) for row in rows for v in row.values()):\n"
        "        print('found in', m._meta.db_table)\n"
    )
    said = machine.run(f'portal manage.py shell --verbosity 0 -c "{script}"')
    return [line for line in said.splitlines() if line.startswith("found in")]


def send(machine: Machine, **values: str) -> str:
    """Send a message through nginx as a family does; return the answer's head."""
    page = machine.run(f"curl -sSf https://{HOST}/trials/{STUDY}/message/")
    hidden = dict(
        re.findall(r'<input type="hidden" name="(\w+)"[^>]*value="([^"]*)"', page)
    )
    site = re.search(r'<option value="([a-z2-7]{8})"', page)[1]
    said = {**FORM, **hidden, "site": site, **values}
    fields = " ".join(f"--data-urlencode '{k}={v}'" for k, v in said.items())
    return machine.run(
        f"curl -sS -o /dev/null -D - {fields} https://{HOST}/trials/{STUDY}/message/"
    )


def test_the_page_installs_a_portal(walk):
    machine = walk.machine
    assert len(walk.left) >= 10
    walk.until("Settings")
    mode = machine.run("stat -c '%U %a' /etc/portal.env").strip()
    assert mode == "root 600"
    said = walk.until("Install")
    assert re.search(r"https://trials\.hospital\.example/\S+", said)
    walk.note(f"/etc/portal.env is {mode}; a link for the administrator was printed")
    walk.until("Start")
    walk.until("In front")
    machine.run("portal manage.py load_demonstration")
    machine.run(f'portal manage.py shell --verbosity 0 -c "{APPROVE}"')
    walk.until("Look")


def test_the_checks_are_silent(walk):
    said = walk.machine.run("portal manage.py check --deploy --fail-level WARNING 2>&1")
    assert "identified no issues" in said


def test_the_data_belong_to_the_portal_alone(walk):
    for path in ("/srv/portal/var", "/var/lib/portal-erasures", "/var/backups/portal"):
        assert walk.machine.run(f"stat -c '%U %a' {path}").strip() == "portal 700"
    assert walk.machine.run("stat -c '%U' /srv/portal/manage.py").strip() == "root"
    owner = walk.machine.run("stat -c '%U %a' /var/cache/nginx/portal").strip()
    assert owner == "www-data 700"


@pytest.mark.parametrize("unit", ["web", "worker", "warm", "backup"])
def test_units_are_sound_and_shut_in(walk, unit):
    name = f"portal-{unit}.service"
    said = walk.machine.run(f"systemd-analyze verify /etc/systemd/system/{name} 2>&1")
    assert name not in said
    show = walk.machine.run(
        f"systemctl show {name} -p After,PrivateTmp,ProtectSystem,User,NoNewPrivileges,"
        "TimeoutStartUSec,TimeoutStopUSec"
    )
    known = dict(line.split("=", 1) for line in show.splitlines() if line)
    assert {"postgresql.service", "redis-server.service"} <= set(known["After"].split())
    assert (known["PrivateTmp"], known["ProtectSystem"]) == ("yes", "strict")
    assert (known["User"], known["NoNewPrivileges"]) == ("portal", "yes")
    assert "infinity" not in {known["TimeoutStartUSec"], known["TimeoutStopUSec"]}


def test_its_temporary_folder_is_its_own_and_can_be_written(walk):
    pid = walk.machine.run("systemctl show portal-web -p MainPID --value").strip()
    seen = walk.machine.run(
        f"touch /tmp/of-the-machine; nsenter -t {pid} -m --root --wd runuser -u portal "
        "-- sh -c 'touch /tmp/mine && ls /tmp && ! touch /srv/portal/x 2>/dev/null'"
    )
    assert seen.split() == ["mine"]


def test_visitors_come_in_by_https_alone(walk):
    plain = walk.machine.run(f"curl -sSI http://{HOST}/trials/?q=x")
    assert plain.startswith("HTTP/1.1 301")
    assert f"Location: https://{HOST}/trials/?q=x" in plain
    for path in ("/", f"/trials/{STUDY}/", "/alerts/"):
        head = walk.machine.run(f"curl -sSI https://{HOST}{path}")
        lines = [x.lower() for x in head.splitlines()]
        assert sum(x.startswith("strict-transport-security:") for x in lines) == 1
        assert not any(x.startswith("set-cookie") for x in lines)


def test_everything_runs_and_is_ready(walk):
    said = walk.machine.run(f"curl -sSf https://{HOST}/readyz")
    walk.note(said.strip())
    failed = walk.machine.run("systemctl list-units --failed --plain --no-legend")
    assert "portal" not in failed
    assert "celery" in walk.machine.run("systemctl status portal-worker")


def test_what_was_erased_stays_erased_after_a_restore(walk):
    machine = walk.machine
    head = send(machine, first_name=CANARY, message=f"{CANARY} asks")
    assert " 303" in head.splitlines()[0], head
    place = re.search(r"^location: (\S+)", head, re.I | re.M)[1]
    send(machine, email="other@families.example", first_name="Stays")
    walk.until("Back up")
    assert rows_with(machine, CANARY)
    path = place if place.startswith("http") else f"https://{HOST}{place}"
    page = re.sub(r"[?#].*", "", path)
    machine.run(f"curl -sS -o /dev/null --data 'sure=on&confirm=on' {page}erase/")
    assert rows_with(machine, CANARY) == []
    wait_until(
        lambda: (
            machine.command("test -s /var/lib/portal-erasures/list").returncode == 0
        ),
        "the erasure standing in the list",
    )
    said = walk.until("Restore")
    assert "rows were erased or ended again" in said
    assert rows_with(machine, CANARY) == []
    assert rows_with(machine, "Stays")
    walk.note(
        f"after the restore {CANARY} stands in 0 tables, the other message is there"
    )
    log = machine.run("cat /var/lib/portal-erasures/list")
    assert CANARY not in log


def test_an_update_keeps_the_data_and_drops_no_request(walk):
    machine = walk.machine
    wait_until(
        lambda: machine.command(f"curl -sSf https://{HOST}/healthz").returncode == 0,
        "the portal answering after the restore",
    )
    looping = (
        f"while [ ! -e /tmp/stop ]; do curl -sS -o /dev/null -w '%{{http_code}}\\n' "
        f"https://{HOST}/alerts/ >> /tmp/seen; sleep 0.05; done"
    )
    machine.run(f"rm -f /tmp/stop /tmp/seen; ({looping}) >/dev/null 2>&1 &")
    walk.until("Update")
    time.sleep(30)
    machine.run("touch /tmp/stop")
    seen = machine.run("sort /tmp/seen | uniq -c").split()
    walk.note(f"answers during the update: {' '.join(seen)}")
    assert seen[1::2] == ["200"]
    assert rows_with(machine, "Stays")


def test_the_whole_page_was_run(walk):
    assert walk.left == []
    log = walk.machine.run("sleep 2; cat /var/log/nginx/portal.log")
    assert CANARY not in log
    assert not re.search(r"[0-9a-f]{64}", log)
