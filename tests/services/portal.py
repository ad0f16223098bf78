"""A whole installation as its own processes: web and two Celery workers."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import requests
from cryptography.fernet import Fernet

from portal.lib.tokens import content_hash
from tests.hospital import OPERATOR
from tests.services import prepared
from tests.services.posted import filled_form, network_of
from tests.services.servers import wait_until
from tests.sink import Sink, free_port

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
STUDY = "NCT99000001"
AS_LETTERS = ("--hostname", "letters@%h")
OPTION = re.compile(r'<option value="([a-z2-7]{8})"')


@dataclass
class Tally:
    """What became of the messages that were sent to the portal."""

    accepted: dict[str, str] = field(default_factory=dict)
    refused: int = 0


class Portal:
    """Started on a database, a broker and a mail server; parts can be killed."""

    def __init__(
        self,
        database_url: str,
        redis_url: str,
        sink: Sink,
        filled_at: str = "",
        **environment: str,
    ) -> None:
        """Begin one; its first rows come to `filled_at`, past what lies between."""
        self.sink = sink
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.first_site = ""
        self.database_url = database_url
        self.folder = Path(tempfile.mkdtemp(prefix="portal-run-"))
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(prepared.static_root()),
            "SECRET_KEY": "services-" + "x" * 50,
            "FIELD_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
            # As a demonstration: nobody has approved its words.
            "SERVE_UNAPPROVED": "true",
            "ALLOWED_HOSTS": "127.0.0.1,trials.hospital.example",
            "PUBLIC_URL": self.base,
            # Each message comes from a network of its own, as behind a proxy.
            "TRUSTED_HOPS": "1",
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "EMAIL_URL": f"smtp://127.0.0.1:{sink.port}",
            # Short, so that a lease ends while a test waits.
            "EMAIL_TIMEOUT": "3",
            "LOG_LEVEL": "WARNING",
            # Each mail that comes is counted: alarms have tests of their own.
            "ALARM_EMAIL": "",
            "ANYMAIL_WEBHOOK_SECRET": "portal:a-secret-of-the-tests",
            "INBOUND_DOMAIN": "reply.portal.example",
            **OPERATOR,
            **environment,
        }
        self.root = ROOT
        self.command = [sys.executable, "manage.py"]
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        file = f"sqlite:///{self.folder / 'portal.sqlite3'}"
        prepared.fill(filled_at or database_url or file, self.manage)
        self.start_web()
        self.start_worker()

    def manage(self, *args: str) -> None:
        """Run one of the portal's commands."""
        command = [sys.executable, "manage.py", *args]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def start(self, name: str, *command: str) -> None:
        """Start a part in a process group of its own, so that all of it can die."""
        assert name not in self.processes, f"{name} runs already"
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [str(BIN / command[0]), *command[1:]],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def start_web(self) -> None:
        """Start the web server."""
        self.start(
            "web",
            *("granian", "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(self.port), "--blocking-threads", "4"),
            *("--log-level", "warning", "portal.wsgi:application"),
        )
        wait_until(self.answers, "the web server answering")

    def start_worker(self) -> None:
        """Start what does not run of the two Celery workers."""
        celery = ("celery", "--app", "portal.celery")
        own = ("--loglevel", "warning", "--concurrency")
        parts = {
            "worker": ("worker", "--queues", "enquiries,bulk", *own, "2"),
            "letters": ("worker", "--queues", "letters", *own, "1", *AS_LETTERS),
        }
        for name in parts.keys() - self.processes.keys():
            self.start(name, *celery, *parts[name])

    def answers(self) -> bool:
        """Whether the web server is up."""
        try:
            return requests.get(f"{self.base}/healthz", timeout=2).ok
        except requests.RequestException:
            return False

    def kill(self, name: str) -> None:
        """End a part with all its children, as a power cut would."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def close(self) -> None:
        """End everything; nothing of it is left."""
        for name in list(self.processes):
            self.kill(name)
        shutil.rmtree(self.folder, ignore_errors=True)

    def forget(self) -> None:
        """Begin anew: no message, no mail, a mail server that accepts."""
        self.query(
            "TRUNCATE contacts_enquiry, contacts_message, contacts_outgoingemail,"
            " contacts_subscription, contacts_subscriptioncondition, contacts_alert"
            " CASCADE"
        )
        self.sink.mode = "accept"
        self.sink.mails.clear()

    def submit(self, tally: Tally, count: int, *, tries: int = 1) -> None:
        """Send messages as a patient person would: the same form again on an error."""
        site = self.site()
        for _ in range(count):
            key = str(uuid.uuid4())
            accepted = any(self.post(tally, key, site) for _ in range(tries))
            tally.refused += not accepted

    def site(self) -> str:
        """Return the first site that the form offers; asked once."""
        if not self.first_site:
            page = requests.get(f"{self.base}/trials/{STUDY}/message/", timeout=30).text
            self.first_site = OPTION.search(page)[1]
        return self.first_site

    def submit_one_that_fails(self, tally: Tally) -> None:
        """Send a message that cannot be stored; it must not be called accepted."""
        assert not self.post(tally, str(uuid.uuid4()), self.site())
        tally.refused += 1

    def post(self, tally: Tally, key: str, site: str) -> bool:
        """Send one form; note it as accepted only when the receipt is announced."""
        try:
            answer = self.hand_in(key, site)
        except requests.RequestException:
            return False
        if answer.status_code == 303:
            tally.accepted[key] = answer.headers["Location"]
        return answer.status_code == 303

    def hand_in(self, key: str, site: str) -> requests.Response:
        """Send one form to the web server, as from a network of its own."""
        return requests.post(
            f"{self.base}/trials/{STUDY}/message/",
            data=filled_form(key, site),
            headers={"X-Forwarded-For": network_of(key)},
            allow_redirects=False,
            timeout=30,
        )

    def query(self, sql: str) -> list[tuple]:
        """Ask the database directly."""
        with psycopg.connect(self.database_url, autocommit=True) as connection:
            cursor = connection.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def hurry(self) -> None:
        """Let the pauses between attempts pass, as minutes would.

        What is due already keeps its place among those that wait.
        """
        self.query(
            "UPDATE contacts_outgoingemail SET next_attempt_at = now()"
            " WHERE state = 'RETRYING' AND next_attempt_at > now()"
        )

    def unsent(self) -> int:
        """Return how many e-mails are not with the mail server yet."""
        rows = self.query(
            "SELECT count(*) FROM contacts_outgoingemail WHERE state <> 'SENT'"
        )
        return rows[0][0]

    def drained(self) -> bool:
        """Whether every e-mail is with the mail server."""
        return self.unsent() == 0

    def lookup_secret(self) -> str:
        """Return the secret with which this installation makes its hashes."""
        ((token,),) = self.query("SELECT value FROM portal_installationsecret")
        return Fernet(self.environment["FIELD_KEYS"]).decrypt(token.encode()).decode()

    def figures(self, tally: Tally) -> dict[str, int]:
        """Return what was accepted, lost and doubled, from rows and the sink."""
        rows = self.query("SELECT key_hash FROM contacts_enquiry")
        hashes, secret = {row[0] for row in rows}, self.lookup_secret()
        accepted = {content_hash(secret, "form", key) for key in tally.accepted}
        ids = {
            row[0]
            for row in self.query("SELECT message_id FROM contacts_outgoingemail")
        }
        arrived = Counter(mail["Message-ID"] for mail in self.sink.mails)
        return {
            "accepted": len(tally.accepted),
            "refused": tally.refused,
            "enquiries": len(hashes),
            "lost": len(accepted - hashes) + len(ids - set(arrived)),
            "mails": sum(arrived.values()),
            "doubled": sum(arrived.values()) - len(arrived),
            "strange ids": len(set(arrived) - ids),
        }
