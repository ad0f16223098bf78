"""What a right installation may do: debug on this machine, headers of every page."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, override_settings

from portal.settings.refusals import refuse_open_debug
from tests.portal.test_settings import NEEDED, RIGHT, manage, run


def test_the_demonstration_is_no_installation(tmp_path):
    (tmp_path / "demonstration-sign-in.txt").write_text("desk@portal.example  x\n")
    server = run(tmp_path, "-c", "import portal.wsgi", **RIGHT)
    assert "portal.E010" in server.stderr
    assert server.returncode != 0


@pytest.mark.parametrize(
    "opened",
    [
        {"ALLOWED_HOSTS": "trials.hospital.example"},
        {"ALLOWED_HOSTS": "localhost,*"},
        {"ALLOWED_HOSTS": "localhost,192.168.1.5"},
        {"HOST": "0.0.0.0"},  # noqa: S104 - what must be refused
        {"HOST": "::"},
        {"PUBLIC_URL": "https://trials.hospital.example"},
        {"PUBLIC_URL": "http://10.0.0.1:8000"},
    ],
)
def test_debug_is_for_this_machine_alone(opened):
    (setting,) = opened
    allowed = opened.get("ALLOWED_HOSTS", "localhost").split(",")
    public = opened.get("PUBLIC_URL", "http://localhost:8000")
    with pytest.raises(ImproperlyConfigured) as refused:
        refuse_open_debug(allowed, opened.get("HOST", ""), public)
    assert f"DEBUG is on, but {setting} names" in str(refused.value)
    assert "Take DEBUG out" in str(refused.value)


def test_the_address_that_is_listened_on_is_looked_at_too(tmp_path):
    keys = {name: NEEDED[name] for name in ("SECRET_KEY", "FIELD_KEYS")}
    answer = manage(tmp_path, "check", **keys, DEBUG="true", HOST="0.0.0.0")  # noqa: S104
    assert "DEBUG is on, but HOST names 0.0.0.0" in answer.stderr


def test_debug_on_this_machine_needs_nothing_more(tmp_path):
    keys = {name: NEEDED[name] for name in ("SECRET_KEY", "FIELD_KEYS")}
    answer = manage(tmp_path, "check", **keys, DEBUG="true", HOST="127.0.0.1")
    assert answer.returncode == 0, answer.stderr
    refuse_open_debug(["localhost", "[::1]", ".localhost"], "::1", "http://[::1]:8000")


def test_the_environment_wins_over_the_kept_file(tmp_path):
    (tmp_path / "env").write_text("SECRET_KEY=kept\nDEBUG=true\nFIELD_KEYS=x\n")
    code = (
        "from django.conf import settings; print(settings.DEBUG, settings.SECRET_KEY)"
    )
    answer = manage(tmp_path, "shell", "-v0", "-c", code, **NEEDED, DEBUG="false")
    assert answer.stdout.split() == ["False", NEEDED["SECRET_KEY"]]


def test_headers_of_every_page(client: Client, db):
    answer = client.get("/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer["Permissions-Policy"]


@override_settings(FIELD_KEYS=["nonsense"])
def test_checks_run_in_process_too():
    assert "portal.E001" in {message.id for message in run_checks()}
