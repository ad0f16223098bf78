"""A missing setting stops the program with the cure; the defaults are safe."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hospital import OPERATOR
from tests.trials.places.one_place import empty_gazetteer

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "only-for-tests-0123456789-" * 3,
    "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "TRUSTED_HOPS": "1",
}
RIGHT = {
    **NEEDED,
    "GAZETTEER_PATH": str(empty_gazetteer()),
    "ALLOWED_HOSTS": "trials.hospital.example",
    "EMAIL_URL": "smtp+tls://portal:secret@mail.hospital.example",
    "DEFAULT_FROM_EMAIL": "Trials <trials@hospital.example>",
    "PORTAL_DESK_EMAIL": "desk@hospital.example",
    "PORTAL_DESK_PHONE": "+49 6221 5555555",
    **OPERATOR,
}


def run(tmp_path, *command: str, **environment: str) -> subprocess.CompletedProcess:
    """Run Python with nothing in the environment but what is given."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment},
        capture_output=True,
        text=True,
    )


def manage(tmp_path, *args: str, **environment: str) -> subprocess.CompletedProcess:
    """Run manage.py so."""
    return run(tmp_path, "manage.py", *args, **environment)


@pytest.mark.parametrize("name", ["SECRET_KEY", "FIELD_KEYS"])
def test_what_is_missing_is_named_with_the_cure(tmp_path, name):
    rest = {key: value for key, value in NEEDED.items() if key != name}
    answer = manage(tmp_path, "check", **rest)
    assert answer.returncode != 0
    assert answer.stderr.startswith(f"{name} is not set. Run script/setup")
    assert len(answer.stderr.splitlines()) == 1


def test_a_broken_key_is_found_at_start(tmp_path):
    answer = manage(tmp_path, "check", **{**NEEDED, "FIELD_KEYS": "short"})
    assert answer.returncode != 0
    assert "FIELD_KEYS holds something that is no Fernet key" in answer.stderr


def test_a_right_installation_is_met_with_silence(tmp_path):
    answer = manage(tmp_path, "check", "--deploy", "--fail-level", "DEBUG", **RIGHT)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout == "System check identified no issues (1 silenced).\n"
    assert answer.stderr == ""


# What is set wrongly → what names it, and whether the server starts all the same.
WRONG = [
    ({"TRUSTED_HOPS": ""}, "TRUSTED_HOPS is not set", False),
    ({"TRUSTED_HOPS": "true"}, "TRUSTED_HOPS is 'true'", False),
    ({"DEBUG": "true"}, "ALLOWED_HOSTS names trials.hospital.example", False),
    ({"EMAIL_URL": ""}, "portal.E002", False),
    ({"EMAIL_URL": "smtp://mail.hospital.example"}, "without TLS", False),
    ({"EMAIL_URL": "smtps://mail.hospital.example"}, "begins with smtps", False),
    ({"EMAIL_INSECURE": "yes"}, "portal.W005", True),
    ({"EMAIL_CA_FILE": "/nowhere.pem"}, "portal.E008", False),
    ({"PUBLIC_URL": "http://trials.hospital.example"}, "portal.E003", False),
    ({"PUBLIC_URL": "https://other.example"}, "portal.E005", False),
    ({"PUBLIC_URL": "http://localhost:8000"}, "portal.W003", True),
    ({"MFA_REQUIRED": "false"}, "portal.E004", False),
    ({"ALLOWED_HOSTS": "*,trials.hospital.example"}, "portal.E006", False),
    ({"ALLOWED_HOSTS": ""}, "security.W020", True),
    ({"FORWARDED_HEADER": "X-Whatever"}, "portal.E009", False),
    ({"DEFAULT_FROM_EMAIL": "Portal <portal@localhost>"}, "portal.W004", True),
    ({"PORTAL_DESK_EMAIL": "desk@portal.example"}, "portal.W004", True),
    ({"SECRET_KEY": "short"}, "security.W009", True),
    ({"SECURE_SSL_REDIRECT": "false"}, "security.W008", True),
    ({"EMAIL_PROVIDER": "postmark"}, "portal.W002", True),
    ({"GAZETTEER_PATH": "/nowhere"}, "portal.W001", True),
    ({"PRIVACY_AUTHORITY": ""}, "portal.W011", True),
    ({"PORTAL_DESK_PHONE": ""}, "portal.W013", True),
]


# One process loads the libraries, which takes seconds; each case is a fork of it that
# reads the settings for the first time.
FORKS = """
import importlib, json, os, sys, traceback
for name in (
    "celery", "cryptography.fernet", "django.contrib.auth.hashers", "django.db.models",
    "django.core.management.commands.check", "django.forms", "django.template",
    "django.test", "kombu", "nh3", "psycopg", "requests", "rapidfuzz", "anymail.utils",
    "babel.dates", "fido2.webauthn", "holidays", "markdown_it", "phonenumbers", "PIL",
    "prometheus_client", "qrcode", "redis", "yaml",
):
    importlib.import_module(name)

def check_and_start():
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    import django
    from django.core.management import CommandError, call_command
    django.setup()
    try:
        call_command("check", deploy=True)
    except CommandError as error:
        sys.stderr.write(str(error))
    sys.stderr.write("STARTING")
    import portal.wsgi

def run_case(environment, said):
    os.environ.clear()
    os.environ.update(environment)
    for number in (1, 2):
        os.dup2(os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND), number)
    try:
        check_and_start()
    except SystemExit as end:
        if isinstance(end.code, str):
            sys.stderr.write(end.code)
        return 1 if end.code else 0
    except BaseException:
        traceback.print_exc()
        return 1
    return 0

for number, environment in enumerate(json.load(sys.stdin)):
    child = os.fork()
    if child == 0:
        status = run_case(environment, f"{environment['DATA_DIR']}.said")
        sys.stderr.flush()
        os._exit(status)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory) -> list[tuple[int, str]]:
    """Return for each wrong setting how a start ended, and what it said."""
    folders = [tmp_path_factory.mktemp("data") for _ in WRONG]
    environments = [
        {"PATH": os.environ["PATH"], "DATA_DIR": str(folder), **RIGHT, **wrong}
        for folder, (wrong, _named, _starts) in zip(folders, WRONG, strict=True)
    ]
    done = subprocess.run(
        [sys.executable, "-c", FORKS],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        input=json.dumps(environments),
        capture_output=True,
        text=True,
        check=True,
    )
    said = [Path(f"{folder}.said").read_text() for folder in folders]
    return list(zip(map(int, done.stdout.split()), said, strict=True))


@pytest.mark.parametrize("case", range(len(WRONG)), ids=[str(one[0]) for one in WRONG])
def test_each_wrong_setting_is_named_and_an_error_does_not_start(started, case):
    _wrong, named, starts = WRONG[case]
    status, said = started[case]
    checked, _between, end = said.partition("STARTING")
    assert named in (checked or end)
    # Whoever gets through is asked for migrations last: this database has none.
    is_through = status == 0 or "The database lacks" in end
    assert is_through is starts, said
    if not starts:
        assert named in end or not end
    assert "portal:secret" not in said


def test_kept_keys_that_others_can_read_do_not_start(tmp_path):
    (tmp_path / "env").write_text("")
    (tmp_path / "env").chmod(0o644)
    server = run(tmp_path, "-c", "import portal.wsgi", **RIGHT)
    assert "portal.E007" in server.stderr
    # Words for whoever runs it, not the way to them.
    assert "Traceback" not in server.stderr
    (tmp_path / "env").chmod(0o600)
    server = run(tmp_path, "-c", "import portal.wsgi", **RIGHT)
    # An empty data folder: past all settings it lacks its tables, and nothing else.
    assert "portal.E" not in server.stderr
    assert "The database lacks" in server.stderr
