"""An administrator at the desk and in a team, signed in as people sign in."""

import base64
import hmac
import re
import time
from collections.abc import Callable

from tests.scans.forms import visitor

EMAIL, PASSWORD = "scanned@portal.example", "a long pass phrase of the scans"
ACCOUNT = f"""
from django.utils import timezone
from contacts.models import Role, StaffRole
from contacts.teams.actions.members import add_member
from contacts.teams.actions.roles import set_roles
from contacts.teams.actions.teams import form_team
from trials.models import StudySite
team = form_team(name="Team", sites=StudySite.objects.all())
desk = form_team(name="Desk", sites=[], is_desk=True)
for where in (team, desk):
    user = add_member(team=where, email="{EMAIL}", password="{PASSWORD}")
set_roles(user=user, roles=set(StaffRole), is_open=True, now=timezone.now(), by="scan")
"""
# A mail of nobody we know, and one that a machine wrote to a conversation.
ASIDE = """
from django.utils import timezone
from contacts.conversation.actions.letters.reading import read_letters
from contacts.mail.inbound.store import keep_post
from contacts.mail.models.posts import PostKind
from contacts.models import InboundEmail, OutgoingEmail
answered = next(one for one in OutgoingEmail.objects.all() if one.reply_to)
for to, more in (("nobody@portal.example", ""),
                 (answered.reply_to, "Auto-Submitted: auto-replied\\r\\n")):
    head = f"From: {answered.to_address}\\r\\nTo: {to}\\r\\nSubject: A mail\\r\\n{more}"
    raw = f"{head}Message-ID: <{to}>\\r\\n\\r\\nWho?\\r\\n".encode()
    kept = {"kind": PostKind.LETTER, "hook": "file", "head": {"to": to}}
    keep_post(**kept, chunks=[raw], size=len(raw), now=timezone.now())
read_letters(now=timezone.now(), by="worker")
assert InboundEmail.objects.count() == 2
"""
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECRET = re.compile(r"value=\"([A-Z2-7]{32})\"")


class Staff:
    """A session with a password and a second factor."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.session = visitor()
        self.session.headers["Referer"] = f"{base}/staff/"
        self.press("/staff/sign-in/", login=EMAIL, password=PASSWORD)
        self.press("/staff/account/confirm/", password=PASSWORD)
        self.press("/staff/account/totp/activate/", code=code_of)
        answer = self.session.get(f"{base}/staff/audit/", allow_redirects=False)
        if answer.status_code != 200:
            raise RuntimeError(f"not signed in: {answer.status_code}")

    def press(self, path: str, **said: str | Callable[[str], str]) -> None:
        """Send a page's form; what is said may rest on the page."""
        page = self.session.get(self.base + path).text
        typed = {n: one(page) if callable(one) else one for n, one in said.items()}
        typed["csrfmiddlewaretoken"] = HIDDEN.search(page)[1]
        self.session.post(self.base + path, typed).raise_for_status()

    def cookies(self) -> str:
        """Return what a browser would send."""
        return "; ".join(f"{one.name}={one.value}" for one in self.session.cookies)

    def enquiry(self) -> str:
        """Return the address of the first enquiry of the list."""
        page = self.session.get(f"{self.base}/staff/").text
        return re.search(r'href="(/staff/enquiries/[^"?/]+/)"', page)[1]


def code_of(page: str) -> str:
    """Return what an authenticator shows now for a page's secret (RFC 6238)."""
    secret = SECRET.search(page)[1]
    steps = (int(time.time()) // 30).to_bytes(8)
    digest = hmac.digest(base64.b32decode(secret), steps, "sha1")
    at = digest[-1] & 15
    number = int.from_bytes(digest[at : at + 4]) & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
