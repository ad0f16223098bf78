"""script/server: one port, one server; development only in its own folder."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.starting import firstrun
from tests.sink import free_port
from tests.trials.places.one_place import empty_gazetteer

ROOT = Path(__file__).resolve().parents[2]
LISTENING = [sys.executable, "-I", "portal/starting/listening.py"]
HOLD = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]


def look(port: int | str, host: str = "127.0.0.1") -> subprocess.CompletedProcess:
    """Ask whether a port is free."""
    command = [*LISTENING, host, str(port)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.fixture
def shared() -> Iterator[int]:
    """A port on which somebody listens and would share it, as the web server does."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one.getsockname()[1]


def test_a_free_port_is_no_trouble():
    assert look(free_port()).returncode == 0


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0.0.0.0"])  # noqa: S104
def test_a_busy_port_is_refused_in_one_line_with_the_cure(shared, host):
    answer = look(shared, host)
    assert answer.returncode == 1
    (line,) = answer.stderr.splitlines()
    assert line.startswith(f"Port {shared} is taken")
    assert f"PORT={shared + 1} script/server" in line


def test_script_server_refuses_before_it_does_anything(shared, tmp_path):
    folder = tmp_path / "data"
    environment = {
        "PATH": os.environ["PATH"],
        "VENV": sys.prefix,
        "DATA_DIR": str(folder),
        "PORT": str(shared),
    }
    answer = subprocess.run(
        ["script/server"], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert answer.returncode == 1
    assert answer.stderr.splitlines()[-1].startswith(f"Port {shared} is taken")
    assert list(folder.iterdir()) == []


def test_a_port_that_has_just_been_left_is_free():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            server.accept()[0].close()
    assert look(port).returncode == 0


def test_of_many_at_once_one_server_starts():
    port = str(free_port())
    crowd = [
        subprocess.Popen(
            [*LISTENING, "127.0.0.1", port, *HOLD],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(6)
    ]
    end = time.monotonic() + 60
    while sum(one.poll() is None for one in crowd) > 1 and time.monotonic() < end:
        time.sleep(0.05)
    standing = [one for one in crowd if one.poll() is None]
    try:
        assert len(standing) == 1
        assert standing[0].stdout.readline() == b"up\n"
    finally:
        for one in crowd:
            one.kill()
            one.communicate()
    # The lock ends with its holder.
    assert look(port).returncode == 0


@pytest.mark.parametrize("port", ["http", "0", "70000", ""])
def test_a_port_that_is_no_number_is_named(port):
    answer = look(port)
    assert answer.returncode == 1
    assert "PORT is" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("environment", "files", "is_development"),
    [
        ({}, [], True),
        ({"PUBLIC_URL": "http://localhost:8000", "HOST": "127.0.0.1"}, [], True),
        # What an installation has, or is about to have.
        ({}, ["portal.sqlite3"], False),
        ({}, ["static"], False),
        ({"TRUSTED_HOPS": "1"}, [], False),
        ({"DEBUG": "false"}, [], False),
        ({"ALLOWED_HOSTS": "trials.hospital.example"}, [], False),
        ({"PUBLIC_URL": "https://trials.hospital.example"}, [], False),
        ({"HOST": "0.0.0.0"}, [], False),  # noqa: S104
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/portal"}, [], False),
        ({"DATABASE_URL": "sqlite:////srv/portal.sqlite3"}, [], False),
    ],
)
def test_development_is_only_for_a_folder_of_its_own(
    tmp_path, environment, files, is_development
):
    for name in files:
        (tmp_path / name).touch()
    firstrun.write_environment(tmp_path, environment, is_demonstration=True)
    kept = tmp_path / "env"
    assert ("DEBUG=true" in kept.read_text()) is is_development
    assert kept.stat().st_mode & 0o777 == 0o600


def test_setup_alone_never_asks_for_development(tmp_path):
    firstrun.write_environment(tmp_path, {}, is_demonstration=False)
    assert "DEBUG" not in (tmp_path / "env").read_text()
    assert "DEBUG" not in (ROOT / "script" / "setup").read_text().replace("(DEBUG)", "")


def test_keys_of_the_environment_are_not_written_again(tmp_path):
    keys = {"SECRET_KEY": "x", "FIELD_KEYS": "y"}
    firstrun.write_environment(tmp_path, keys, is_demonstration=False)
    assert not (tmp_path / "env").exists()


def test_on_an_installation_it_neither_turns_debug_on_nor_shows_it_off(tmp_path):
    (tmp_path / "portal.sqlite3").touch()
    answer = subprocess.run(
        ["script/server"],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "VENV": sys.prefix,
            "DATA_DIR": str(tmp_path),
            "GAZETTEER_PATH": str(empty_gazetteer()),
            "PORT": str(free_port()),
        },
        capture_output=True,
        text=True,
    )
    assert answer.returncode != 0
    assert "TRUSTED_HOPS is not set" in answer.stderr
    assert "DEBUG" not in (tmp_path / "env").read_text()
    assert "/dev/inbox/" not in answer.stdout


# What a machine has as python3 → the one sentence it is told.
MACHINES = {
    "none": ("", "no python3 was found"),
    "old": ('echo 3.9; case "$2" in *venv*) exit 1;; esac', "python3 is 3.9"),
    "no venv": (
        'case "$2" in *venv*) exit 1;; esac; echo 3.12',
        "python3 is 3.12, but lacks its venv module",
    ),
}


@pytest.mark.parametrize("machine", MACHINES)
def test_without_a_fitting_python_there_is_one_true_sentence(tmp_path, machine):
    fake, words = MACHINES[machine]
    for tool in ("sh", "dirname", "pwd", "basename", "cmp", "mkdir", "cat", "sleep"):
        if path := shutil.which(tool):
            (tmp_path / tool).symlink_to(path)
    if fake:
        (tmp_path / "python3").write_text(f"#!/bin/sh\n{fake}\n")
        (tmp_path / "python3").chmod(0o755)
    environment = {"PATH": str(tmp_path), "VENV": str(tmp_path / "no-venv")}
    answer = subprocess.run(
        [shutil.which("sh"), "script/server"],
        cwd=ROOT,
        env={**environment, "DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert answer.returncode == 1
    assert answer.stdout == ""
    (line,) = answer.stderr.splitlines()
    assert line == f"Python 3.11 to 3.14 with its venv module is needed: {words}" + (
        " (Debian: apt install python3-venv)." if machine == "no venv" else "."
    )


def test_long_steps_say_that_they_go_on(tmp_path):
    lines = (ROOT / "script" / "bootstrap").read_text().replace("sleep 5", "sleep 0.1")
    tools = lines.partition("# install FILE")[0]
    (tmp_path / "long").write_text(f"{tools}\npatiently 'A long step' sleep 2\n")
    said = subprocess.run(
        ["sh", str(tmp_path / "long")], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said[0] == "A long step …"
    assert len(said) >= 3
    assert "going on" in said[1]
