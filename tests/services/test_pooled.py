"""Behind pgbouncer, which gives each transaction another session, nothing hangs."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.services.portal import Portal, Tally
from tests.services.servers import Postgres, Redis, find, wait_until
from tests.sink import Sink, free_port

pytestmark = pytest.mark.services
MESSAGES = 4
# Those that lock rows, read long lists or ask for one connection's time.
TRIED = ("queue-alerts", "send-bulk", "seal-audit", "tidy-subscriptions", "watch")
# The portal asks for limits when it connects; pgbouncer has its own.
CONFIGURATION = """
[databases]
* = host=127.0.0.1 port={database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {folder}/users
pool_mode = transaction
default_pool_size = 4
ignore_startup_parameters = options
"""


@pytest.fixture
def pool(postgres: Postgres) -> Iterator[int]:
    """A pgbouncer before the database, if this machine has one; its port."""
    program = find("pgbouncer")
    if program is None:
        pytest.skip("no pgbouncer")
    port, folder = free_port(), postgres.folder / "pool"
    folder.mkdir(exist_ok=True)
    (folder / "users").write_text('"portal" ""\n')
    said = CONFIGURATION.format(port=port, database=postgres.port, folder=folder)
    (folder / "ini").write_text(said)
    # It does not run as root either; what it reads is not secret.
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    process = subprocess.Popen([program, "-q", str(folder / "ini")], user=postgres.user)
    try:
        wait_until(lambda: answers(port), "pgbouncer answering")
        yield port
    finally:
        process.terminate()
        process.wait()


def answers(port: int) -> bool:
    """Whether it passes a question on."""
    try:
        psycopg.connect(f"postgres://portal@127.0.0.1:{port}/postgres").close()
    except psycopg.Error:
        return False
    return True


@pytest.mark.parametrize("is_celery", [True, False])
def test_messages_and_jobs_go_through_a_pool(
    postgres: Postgres, redis_server: Redis, pool: int, is_celery: bool
):
    name = f"pooled_{is_celery}".lower()
    # PostgreSQL's programs for copies change a session, which a pool gives to others.
    direct = postgres.create(name)
    url = f"postgres://portal@127.0.0.1:{pool}/{name}"
    kind = Portal if is_celery else Embedded
    with Sink() as sink:
        broker = redis_server.url if is_celery else ""
        portal = kind(url, broker, sink, filled_at=direct, DATABASE_POOLED="yes")
        try:
            tally = Tally()
            portal.submit(tally, MESSAGES)
            assert len(tally.accepted) == MESSAGES
            wait_until(portal.drained, "the mails")
            figures = portal.figures(tally)
            assert (figures["lost"], figures["doubled"]) == (0, 0)
            portal.manage("run_jobs", *TRIED)
        finally:
            said = "".join(log.read_text() for log in Path(portal.folder).glob("*.log"))
            portal.close()
    faults = {"ProgrammingError", "OperationalError", "InterfaceError"}
    assert not [word for word in faults if word in said], said


class Embedded(Portal):
    """The one worker, beside a pooled database."""

    def start_worker(self) -> None:
        """Start it."""
        self.start("worker", "python", "manage.py", "run_worker")
