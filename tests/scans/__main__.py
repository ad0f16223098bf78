"""Scan a whole installation, or one side of it.

python -m tests.scans WAPITI SQLMAP [SECONDS [public] [staff] [beside]]

Both programs stand in an environment of their own (docs/conformance.md). Prints a line
for each place that was attacked; 1 when something was found, or nothing where a
weakness was planted.
"""

import os
import re
import sys
from urllib.parse import parse_qsl, urlsplit

import requests

from tests.gate.stages import say
from tests.scans.door import PLANTED, Door
from tests.scans.forms import forms_on, visitor
from tests.scans.programs import run_sqlmap, run_wapiti
from tests.scans.staff import ACCOUNT, ASIDE, Staff
from tests.services.portal import ROOT, STUDY, Portal
from tests.services.posted import FORM
from tests.services.servers import Postgres, Redis
from tests.sink import Sink, free_port

GAZETTEER = ROOT / "var" / "gazetteer.sqlite3"
MESSAGES = 3
CHECK = "/trials/NCT07233642/self-check/q/1/"
PUBLIC = (
    *("/", "/trials/", f"/trials/{STUDY}/sites/", f"/trials/{STUDY}/message/", CHECK),
    *("/alerts/", "/enquiries/lost/", "/enquiries/code/", "/notes/"),
    f"/trials/{STUDY}/correct/",
)
STAFF = (
    *("/staff/", "/staff/audit/", "/staff/incident/", "/staff/figures/"),
    *("/staff/setup/", "/staff/team/", "/staff/people/", "/staff/prepared/new/"),
    "/staff/corrections/",
)
# What stands there only once something went another way than usual.
BESIDE = ("/staff/mail/", "/staff/alerts/", "/staff/hooks/")


class Scan:
    """Goes over one installation, and counts."""

    def __init__(self, base: str, wapiti: str, sqlmap: str, seconds: int) -> None:
        self.base, self.seconds = base, seconds
        self.wapiti, self.sqlmap = wapiti, sqlmap
        self.tried: set[tuple[str, ...]] = set()
        self.is_clean = True

    def crawl(self, path: str, cookies: str = "", planted: str = "") -> None:
        """Let wapiti loose on what lies below a path."""
        found, pages = run_wapiti(self.wapiti, self.base + path, self.seconds, cookies)
        self.tell("wapiti", path, f"{pages} pages", found, planted)

    def inject(
        self, url: str, data: str = "", cookies: str = "", planted: str = ""
    ) -> None:
        """Let sqlmap try every field of one address; a slow start gets a second try."""
        for seconds in (self.seconds, 4 * self.seconds):
            found, asked = run_sqlmap(
                self.sqlmap, url, seconds, data=data, cookies=cookies
            )
            if asked:
                break
        self.is_clean &= asked > 0
        path = url.removeprefix(self.base)
        self.tell("sqlmap", path, f"{asked} requests", found, planted)

    def inject_forms(
        self, session: requests.Session, address: str, cookies: str = ""
    ) -> None:
        """Let sqlmap try every form of a page, each once."""
        for method, to, said in forms_on(session, address):
            # Of a list with a form on each row one is tried: the number is another.
            place = re.sub(r"/\d+(\*?)/", r"/0\1/", to)
            names = (method, place, *(pair.split("=")[0] for pair in said.split("&")))
            if names in self.tried:
                continue
            self.tried.add(names)
            if method == "POST":
                self.inject(to, said, cookies)
            else:
                self.inject(f"{to}?{said}", cookies=cookies)

    def tell(
        self, program: str, path: str, done: str, found: list[str], planted: str
    ) -> None:
        """Print what was found: nothing, or at least each weakness that was planted."""
        name = path.partition("?")[0]
        say(f"{program}  {name:44} {done:>14}  found: {', '.join(found) or 'nothing'}")
        wanted = [word for word in planted.split(", ") if word]
        is_found = all(word in " ".join(found) for word in wanted)
        self.is_clean &= is_found if planted else not found


def scan(door: Door, portal: Portal, programs: list[str], words: list[str]) -> bool:
    """Attack everything, first what is weak on purpose."""
    base = portal.environment["PUBLIC_URL"]
    seconds, *sides = words or ["60"]
    sides = sides or ["public", "staff", "beside"]
    one, session = Scan(base, *programs, int(seconds)), visitor()
    for _ in range(MESSAGES):
        write(session, base)
    one.crawl(f"{PLANTED}?q=x", planted="SQL Injection, Reflected Cross Site Scripting")
    one.inject(f"{base}{PLANTED}?q=x", planted="Parameter: q")
    if "public" in sides:
        scan_public(one, session, base)
    if "staff" in sides:
        scan_staff(one, Staff(base))
    if "beside" in sides:
        portal.manage("shell", "-v0", "-c", ASIDE)
        scan_beside(one, Staff(base))
    say(f"answers {dict(sorted(door.answers.items()))}")
    say(f"5xx {dict(door.broken) or 'none'}")
    return one.is_clean and not door.broken


def scan_public(one: Scan, session: requests.Session, base: str) -> None:
    """Attack what everybody sees, and one family's own page."""
    one.crawl("/")
    for path in (*PUBLIC, write(session, base)):
        one.inject_forms(session, base + path)


def scan_staff(one: Scan, staff: Staff) -> None:
    """Attack what staff see, signed in."""
    one.crawl("/staff/", staff.cookies())
    for path in STAFF:
        one.inject_forms(staff.session, staff.base + path, staff.cookies())


def scan_beside(one: Scan, staff: Staff) -> None:
    """Attack mails that were put aside, alerts, and what one enquiry alone shows."""
    for path in (*BESIDE, staff.enquiry()):
        one.inject_forms(staff.session, staff.base + path, staff.cookies())


def write(session: requests.Session, base: str) -> str:
    """Send a message; return the address of its page."""
    address = f"{base}/trials/{STUDY}/message/"
    ways = forms_on(session, address)
    said = next(dict(parse_qsl(one)) for how, _to, one in ways if how == "POST")
    hidden = {name: said[name] for name in ("key", "site")}
    answer = session.post(address, {**FORM, **hidden}, allow_redirects=False)
    return urlsplit(answer.headers["Location"]).path


def main(words: list[str]) -> int:
    """Begin an installation, scan it, end it."""
    wapiti, sqlmap, *rest = words
    port, server, broker = free_port(), Postgres(), Redis()
    base = {
        "PUBLIC_URL": f"https://127.0.0.1:{port}",
        "GAZETTEER_PATH": os.environ.get("GAZETTEER_PATH") or str(GAZETTEER),
    }
    with Sink() as sink:
        database = server.create("scanned")
        portal = Portal(database, broker.url, sink, **base)
        door = Door(port, portal.port, database)
        try:
            portal.manage("shell", "-v0", "-c", ACCOUNT)
            return int(not scan(door, portal, [wapiti, sqlmap], rest))
        finally:
            door.shutdown()
            portal.close()
            server.close()
            broker.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
