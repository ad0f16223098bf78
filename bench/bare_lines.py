"""Finished mails over lines that stay open, a process each: the floor of a worker.

python -m bench.bare_lines PORT MAILS    sends so many when a line comes
"""

import smtplib
import subprocess
import sys
import time
from email.message import EmailMessage
from email.policy import SMTP

from bench.server import ROOT

FROM, TO = "portal@hospital.example", "family@families.example"


def rate_of_bare_lines(port: int, count: int, lines: int) -> float:
    """Return how many mails go over so many lines in a second."""
    command = [sys.executable, "-m", "bench.bare_lines", str(port), str(count // lines)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = [subprocess.Popen(command, cwd=ROOT, **pipes) for _ in range(lines)]
    for one in running:
        one.stdout.readline()
    began = time.monotonic()
    for one in running:
        one.stdin.close()
    for one in running:
        one.wait()
    return count / (time.monotonic() - began)


def send(port: int, count: int) -> None:
    """Send as many as asked for over one line, when told to begin."""
    words = a_mail()
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as line:
        line.ehlo()
        print("ready", flush=True)
        sys.stdin.readline()
        for _ in range(count):
            line.sendmail(FROM, [TO], words)


def a_mail() -> bytes:
    """Return a mail as long as those of the portal."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = FROM, TO, "ENQ"
    mail["Message-ID"] = "<one@bench.example>"
    mail.set_content("A line of the words.\n" * 80)
    mail.add_alternative("<p>A line of the words.</p>\n" * 200, subtype="html")
    return mail.as_bytes()


if __name__ == "__main__":
    send(*map(int, sys.argv[1:]))
