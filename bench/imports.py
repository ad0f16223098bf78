"""How long a message waits while hundreds of records are imported, on SQLite."""

import json
import secrets
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

import requests

from bench.judging import Line, measured, show
from bench.messages import FORM, STUDY
from bench.server import ROOT, BenchServer
from tests.records import LARGER

PROMISE = 2.0
LONGEST = "a message beside an import, longest"
COSTS = "a record imported for the first time", "an unchanged record compared"
LINES = (LONGEST, *COSTS)
COPIES = 120
ALONE = 20


def measure(server: BenchServer) -> list[Line]:
    """Return the longest wait of a message beside an import."""
    # A server that nobody asked yet reads its code at the first message.
    usual = usual_wait(server)
    waits, lines = beside_an_import(server, records(server.folder))
    print(f"Messages on SQLite while {lines} records are imported, worker running")
    print(
        f"  {len(waits)} sent, the longest took {max(waits) * 1000:.0f} ms,"
        f" {usual * 1000:.0f} ms without"
    )
    found = {LONGEST: max(waits)}
    return show([measured(*one) for one in (found | costs(server)).items()])


def costs(server: BenchServer) -> dict[str, float]:
    """Return what a record costs that comes for the first time, and the same again."""
    folder = copies_of_our_own(server.folder, "NCT97")
    done = subprocess.run(
        [sys.executable, "-m", "bench.importing", str(folder)],
        env=server.environment,
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return dict(zip(COSTS, map(float, done.stdout.split()), strict=True))


def records(folder: Path) -> Path:
    """Return a folder of records: real ones if present, else copies of our own."""
    if LARGER.is_dir():
        return LARGER
    print("  (no folder of real records: copies of the demonstration's are imported)")
    return copies_of_our_own(folder)


def copies_of_our_own(folder: Path, numbers: str = "NCT98") -> Path:
    """Return a folder with copies of the demonstration's records, renumbered."""
    copies = Path(tempfile.mkdtemp(dir=folder))
    originals = sorted((ROOT / "trials" / "demonstration" / "studies").glob("*.json"))
    for number in range(COPIES):
        raw = json.loads(originals[number % len(originals)].read_text("utf-8"))
        name = f"{numbers}{number:06d}"
        raw["protocolSection"]["identificationModule"]["nctId"] = name
        (copies / f"{name}.json").write_text(json.dumps(raw), "utf-8")
    return copies


def beside_an_import(server: BenchServer, folder: Path) -> tuple[list[float], int]:
    """Post one message after the other while a folder is imported.

    Returns each message's seconds, and how many records were imported. The worker
    looks for news meanwhile, as in any installation.
    """
    python = [sys.executable, "manage.py"]
    usual = {"env": server.environment, "cwd": ROOT, "stderr": subprocess.DEVNULL}
    worker = subprocess.Popen([*python, "run_worker"], **usual)
    importing = subprocess.Popen(
        [*python, "import_studies", str(folder), "--publish"],
        **usual,
        stdout=subprocess.PIPE,
    )
    waits: list[float] = []
    try:
        # The pipe is small enough to fill up: it is read while we post.
        with tempfile.TemporaryFile() as out:
            reader = subprocess.Popen(["cat"], stdin=importing.stdout, stdout=out)
            importing.stdout.close()
            while importing.poll() is None:
                waits.append(post(server.port))
            reader.wait()
            out.seek(0)
            return waits, len(out.readlines())
    finally:
        for process in (importing, worker):
            process.terminate()
            process.wait()


def usual_wait(server: BenchServer) -> float:
    """Return how long the slowest of some messages takes while nothing else runs."""
    return max(post(server.port) for _ in range(ALONE))


def post(port: int) -> float:
    """Send one message from a family of its own; return how long it took."""
    own = {"email": f"{uuid.uuid4().hex}@families.example", "key": str(uuid.uuid4())}
    network = ".".join(["10", *(str(byte) for byte in secrets.token_bytes(3))])
    began = time.monotonic()
    answer = requests.post(
        f"http://127.0.0.1:{port}/trials/{STUDY}/message/",
        data={**FORM, **own},
        headers={"X-Forwarded-For": network},
        allow_redirects=False,
        timeout=60,
    )
    if answer.status_code != 303:
        raise RuntimeError(f"a message was answered with {answer.status_code}")
    return time.monotonic() - began
