"""What can be known of the container files without building an image."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from portal.celery import JOBS
from tests.trials.places.one_place import packages_of_one_place

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")
DOCUMENTED = (ROOT / "docs" / "configuration.md").read_text("utf-8")
OURS = {"setup", "web", "worker", "letters"}
QUEUES = {job.queue for job in JOBS.values()}
BEATS = {"--beat", "beat"}


def test_the_compose_file_fits_its_schema():
    checker = Path(sys.executable).with_name("check-jsonschema")
    schema = ["--builtin-schema", "vendor.compose-spec"]
    done = subprocess.run(
        [checker, *schema, DEPLOY / "compose.yaml"],
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_all_parts_are_there_and_wait_for_each_other():
    services = COMPOSE["services"]
    assert set(services) == {*OURS, "database", "redis", "nginx"}
    assert services["setup"]["depends_on"]["database"]["condition"] == "service_healthy"
    for name in OURS - {"setup"}:
        condition = services[name]["depends_on"]["setup"]["condition"]
        assert condition == "service_completed_successfully"
    # Pages are served also by a portal that can store no message.
    assert services["nginx"]["depends_on"]["web"]["condition"] == "service_started"


@pytest.mark.parametrize("name", sorted(OURS))
def test_every_setting_can_be_given(name):
    """Alarms and figures among them; what containers need stands in `environment`."""
    assert COMPOSE["services"][name]["env_file"] == ".env"


def test_the_web_process_may_finish_what_it_has_begun():
    patience = COMPOSE["services"]["web"]["stop_grace_period"]
    killed = re.search(r'"--workers-kill-timeout", "(\d+)"', DOCKERFILE)[1]
    assert int(patience.removesuffix("s")) > int(killed)


def queues_of(words: list[str]) -> set[str]:
    """Return which queues a command takes its tasks from."""
    return set(words[words.index("--queues") + 1].split(","))


def test_every_queue_is_consumed_and_no_beat_is_needed_in_containers():
    commands = [service.get("command", []) for service in COMPOSE["services"].values()]
    workers = [command for command in commands if "--queues" in command]
    assert set().union(*map(queues_of, workers)) == QUEUES
    # Each worker hands out jobs (tests/services/test_schedulers.py).
    assert not any(BEATS & set(command) for command in workers)
    # What comes in and what goes out never wait for each other.
    assert {"letters"} in map(queues_of, workers)


def test_every_queue_is_consumed_and_no_beat_is_needed_in_the_unit():
    unit = (DEPLOY / "portal-worker.service").read_text("utf-8")
    assert "\nExecStart=/srv/portal/script/worker\n" in unit
    script = (ROOT / "script" / "worker").read_text("utf-8").replace("\\\n", " ")
    lines = [line.split() for line in script.splitlines() if "--queues" in line]
    # The one for a queue of the caller's choice aside.
    workers = [words for words in lines if '"$1"' not in words]
    assert set().union(*map(queues_of, workers)) == QUEUES
    assert not any(BEATS & set(words) for words in workers)
    assert {"letters"} in map(queues_of, workers)


@pytest.mark.parametrize("name", sorted(OURS))
def test_ours_may_write_to_their_data_alone(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"] == ["/tmp:mode=1777"]  # noqa: S108
    assert set(service["volumes"]) == {"data:/data", "erasures:/erasures"}
    assert "ports" not in service


def test_nothing_but_nginx_is_reached_from_outside():
    with_ports = {n for n, s in COMPOSE["services"].items() if "ports" in s}
    assert with_ports == {"nginx"}


@pytest.mark.parametrize("name", COMPOSE["x-portal"]["environment"])
def test_each_setting_is_documented(name):
    assert f"| `{name}` |" in DOCUMENTED


def test_one_file_fills_in_all_that_is_asked_for():
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    asked = set(re.findall(r"\$\{(\w+)", text))
    lines = (DEPLOY / "env.example").read_text("utf-8").splitlines()
    given = {line.split("=")[0] for line in lines if "=" in line and line[0] != "#"}
    assert asked == given
    assert not re.search(
        r"^(SECRET_KEY|FIELD_KEYS|POSTGRES_PASSWORD)=.", "\n".join(lines)
    )


def test_whatever_is_copied_is_there_and_sent_to_the_build():
    sent = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    copied = [
        source
        for line in re.findall(r"^COPY (?!--)(.+)$", DOCKERFILE, re.M)
        for source in line.split()[:-1]
    ]
    assert copied
    for source in copied:
        assert (ROOT / source).exists()
        assert source in sent
    assert set(copied) == sent


@pytest.mark.parametrize("path", ["./nginx.conf", "./unavailable.html"])
def test_what_nginx_is_given_is_there(path):
    given = [v.split(":")[0] for v in COMPOSE["services"]["nginx"]["volumes"]]
    assert path in given
    assert (DEPLOY / path).is_file()


def test_the_image_is_built_in_two_stages_and_run_by_nobody_special():
    stages = DOCKERFILE.split("\nFROM ")
    assert len(stages) == 3
    last = stages[2]
    assert re.search(r"^USER 10001:10001$", last, re.M)
    assert re.search(r"^HEALTHCHECK ", last, re.M)
    assert last.index("\nUSER ") < last.index("\nCMD ")
    assert "pip install" not in last
    for line in re.findall(r"pip install.*", DOCKERFILE):
        assert "--require-hashes" in line
    assert "ADD " not in DOCKERFILE
    assert ":latest" not in DOCKERFILE + (DEPLOY / "compose.yaml").read_text("utf-8")


def test_what_the_image_runs_while_it_is_built_runs(tmp_path):
    """With the files that are copied before that step, and no others."""
    for source in re.findall(r"^COPY (\w\S*) \w+$", DOCKERFILE, re.M):
        shutil.copytree(ROOT / source, tmp_path / source)
    shutil.copy(ROOT / "manage.py", tmp_path)
    packages = packages_of_one_place(tmp_path / "packages")
    step = re.search(r"^RUN (export .+?[^\\])$", DOCKERFILE, re.M | re.S)[1]
    step = step.replace("/srv/portal", str(tmp_path)).replace("/places", str(packages))
    done = subprocess.run(
        ["/bin/sh", "-euc", step.replace(".venv/bin/python", sys.executable)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "gazetteer.sqlite3").stat().st_size > 0
    collected = {path.name for path in (tmp_path / "var" / "static").iterdir()}
    assert "staticfiles.json" in collected
    said = dict(re.findall(r"^ +(\w+)=(\S+?)(?: \\)?$", DOCKERFILE, re.M))
    assert said["STATIC_ROOT"] == "/srv/portal/var/static"
    assert said["GAZETTEER_PATH"] == "/srv/portal/gazetteer.sqlite3"


def test_the_image_holds_no_key_that_anybody_uses():
    assert not re.search(r"^(ENV|ARG) .*(SECRET_KEY|FIELD_KEYS)", DOCKERFILE, re.M)


def test_red_health_is_shown_and_restarts_nothing():
    """A web process that still answers is neither restarted nor withdrawn."""
    asked = re.search(r"^HEALTHCHECK .*\n.*", DOCKERFILE, re.M)[0]
    assert "127.0.0.1:8000/healthz" in asked
    assert COMPOSE["services"]["web"]["restart"] == "unless-stopped"
    assert "healthcheck" not in COMPOSE["services"]["web"]
    assert not any("autoheal" in str(one) for one in COMPOSE["services"].values())
    unit = (DEPLOY / "portal-web.service").read_text("utf-8")
    assert "healthz" not in unit + (DEPLOY / "portal-worker.service").read_text("utf-8")


def test_container_and_unit_start_the_same_program():
    unit = (DEPLOY / "portal-web.service").read_text("utf-8")
    command = re.search(r"^ExecStart=\S+/bin/(python .+)$", unit, re.M)[1].split()
    inside = re.search(r"^CMD (\[.+\])$", DOCKERFILE, re.M)[1]
    words = yaml.safe_load(inside)
    assert words == ["0.0.0.0" if w == "127.0.0.1" else w for w in command]  # noqa: S104
