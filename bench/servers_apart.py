"""A mail server as a process of its own, so that it shares no interpreter."""

import smtplib
import subprocess
import sys
from pathlib import Path

from bench.server import ROOT
from tests.services.servers import wait_until
from tests.sink import free_port


class ServerApart:
    """It takes all that comes, and answers as late as one so far away."""

    def __init__(self, folder: Path, milliseconds: int = 0) -> None:
        self.port = free_port()
        number = ["0", "0", str(milliseconds)]
        command = [sys.executable, "-m", "bench.sink", str(self.port)]
        self.process = subprocess.Popen(
            [*command, str(folder / "counted"), *number], cwd=ROOT
        )
        wait_until(lambda: answers(self.port), "the mail server answering")

    def close(self) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait()


def answers(port: int) -> bool:
    """Whether a mail server listens."""
    try:
        smtplib.SMTP("127.0.0.1", port, timeout=2).quit()
    except OSError:
        return False
    return True
