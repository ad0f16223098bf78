"""A missing setting stops the program with the cure; the defaults are safe."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.checks import run_checks
from django.test import Client, override_settings

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "SECRET_KEY": "x" * 50,
    "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
}


def manage(tmp_path, *args: str, **environment: str) -> subprocess.CompletedProcess:
    """Run manage.py with nothing in the environment but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("name", GOOD)
def test_what_is_missing_is_named_with_the_cure(tmp_path, name):
    rest = {key: value for key, value in GOOD.items() if key != name}
    answer = manage(tmp_path, "check", **rest)
    assert answer.returncode != 0
    assert f"{name} is not set. Run script/setup" in answer.stderr


def test_a_broken_key_is_found_at_start(tmp_path):
    answer = manage(tmp_path, "check", **{**GOOD, "FIELD_KEYS": "short"})
    assert answer.returncode != 0
    assert "FIELD_KEYS holds something that is no Fernet key" in answer.stderr


def test_a_production_without_mail_or_tls_is_refused(tmp_path):
    answer = manage(tmp_path, "check", "--deploy", **GOOD)
    assert "portal.E002" in answer.stderr
    assert "portal.E003" in answer.stderr


def test_a_good_production_passes(tmp_path):
    answer = manage(
        tmp_path,
        "check",
        "--deploy",
        "--fail-level",
        "ERROR",
        **GOOD,
        ALLOWED_HOSTS="trials.hospital.example",
        EMAIL_URL="smtp://mail.hospital.example:25",
    )
    assert answer.returncode == 0, answer.stderr


def test_the_environment_wins_over_the_kept_file(tmp_path):
    (tmp_path / "env").write_text("SECRET_KEY=kept\nDEBUG=true\nFIELD_KEYS=x\n")
    code = (
        "from django.conf import settings; print(settings.DEBUG, settings.SECRET_KEY)"
    )
    answer = manage(tmp_path, "shell", "-v0", "-c", code, **GOOD, DEBUG="false")
    assert answer.stdout.split() == ["False", GOOD["SECRET_KEY"]]


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
