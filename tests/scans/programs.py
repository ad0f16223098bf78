"""The two scanners, and what they say."""

import json
import re
import subprocess
import tempfile
from pathlib import Path

# What is signed out or taken away is scanned no more.
NEVER = ("/staff/sign-out/", "/staff/account/totp/deactivate/")
FOUND = re.compile(r"^Parameter: .*|^    Title: .*", re.M)


def run_wapiti(
    program: str, url: str, seconds: int, cookies: str = ""
) -> tuple[list[str], int]:
    """Return the kinds of weakness found, and how many pages were crawled."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "found.json"
        bounds = [
            "--max-scan-time",
            str(seconds),
            "--max-attack-time",
            str(seconds // 2),
        ]
        told = ["--scope", "folder", "--flush-session", "--no-bugreport", "-v", "0"]
        kept = [part for path in NEVER for part in ("-x", origin(url) + path)]
        sign = ["-H", f"Cookie: {cookies}", "--drop-set-cookie"] if cookies else []
        command = [program, "-u", url, *told, *bounds, *kept, *sign]
        command += ["--store-session", folder, "-f", "json", "-o", str(file)]
        subprocess.run(command, stdout=subprocess.DEVNULL, timeout=seconds * 12)
        said = json.loads(file.read_text("utf-8"))
    found = {**said["vulnerabilities"], **said["anomalies"]}
    pages = said["infos"].get("crawled_pages_nbr", 0)
    return [name for name, rows in found.items() if rows], pages


def run_sqlmap(
    program: str, url: str, seconds: int, *, data: str = "", cookies: str = ""
) -> tuple[list[str], int]:
    """Return the injections found, and how many requests were made."""
    with tempfile.TemporaryDirectory() as folder:
        told = ["--batch", "--level=2", "--risk=2", "--dbms=postgresql"]
        told += [f"--time-limit={seconds}", "--technique=BEU", "--disable-coloring"]
        told += ["--output-dir", folder, "-t", f"{folder}/traffic"]
        if data:
            told += ["--data", data]
        if cookies:
            told += ["--cookie", cookies, "--param-exclude=csrfmiddlewaretoken|__Host"]
        done = subprocess.run(
            [program, "-u", url, *told],
            stdout=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=seconds * 3 + 60,
        )
        traffic = Path(folder) / "traffic"
        asked = traffic.read_text("utf-8", "replace") if traffic.exists() else ""
    return FOUND.findall(done.stdout), asked.count("HTTP request [#")


def origin(url: str) -> str:
    return "/".join(url.split("/")[:3])
