"""All that the portal gives somebody a secret for, made through its own pages."""

import re
from dataclasses import dataclass
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from contacts.alerts.actions.confirmations import answer_requests
from contacts.conversation.actions.lost_links import send_lost_links
from contacts.models import OutgoingEmail, Role, Team
from contacts.teams.actions.invitations import send_invitation
from tests import factories, notebooks
from tests.filled import filled

EMAIL = "lena@families.example"
MESSAGE = "/trials/NCT90000001/message/"
SAID = {
    "relationship": "MY_CHILD",
    "guardian": "on",
    "age_group": "ADULT",
    "consent_transfer": "on",
    "person_age": "9",
    "first_name": "Lena",
    "last_name": "Fischer",
    "email": EMAIL,
    "phone": "+49 30 901820",
    "message": "Is there a place for a nine-year-old?",
    "consent": "on",
}
ALERTS = {
    "condition": ["Lupus", ""],
    "email": EMAIL,
    "consent": "on",
    "pace": "AT_ONCE",
}
# Whatever language a letter has: its page is there in every one.
LINK = re.compile(r"http://testserver(?:/zh-hans)?(/\S*?/)(?=[\s\"<>]|$)")


@dataclass
class Lives:
    """A family, a friend and a member of the staff, with what each of them holds."""

    family: Client
    key: str
    page: str
    share: str
    staff: Client
    member: object

    def links(self) -> set[str]:
        """Return the paths of all secret links that were mailed or shown."""
        texts = [
            f"{one.body_text} {one.headers}" for one in OutgoingEmail.objects.all()
        ]
        found = {path for text in texts for path in LINK.findall(text)}
        word = re.compile(r"/[0-9a-f]{64}/|/password/new/")
        return {one for one in found if word.search(one)} | {self.page, self.share}


def lived() -> Lives:
    """Let everybody do everything that ends in a secret address."""
    study = notebooks.study()
    family, staff, key = Client(), Client(), str(uuid4())
    sent = family.post(MESSAGE, {**SAID, "key": key})
    page = sent["Location"]
    write(family, page, "One thing more.")
    contact = filled(family.get(f"{page}contact/").content.decode())
    family.post(f"{page}contact/", {**contact, "email": "new@families.example"})
    family.post("/enquiries/lost/", {"email": EMAIL})
    send_lost_links(now=timezone.now())
    family.post("/alerts/", ALERTS)
    answer_requests(now=timezone.now())
    note = notebooks.written(family)
    share, _passcode = notebooks.share(family, [note])
    notebooks.entered(share)
    member = factories.staff(list(study.sites.all()))
    staff.force_login(member)
    staff.get("/staff/")
    invite_friend(member)
    Client().post("/staff/password/", {"email": member.email})
    return Lives(family, key, page, share, staff, member)


def write(client: Client, page: str, text: str) -> None:
    """Write again on a family's page."""
    form = filled(client.get(page).content.decode())
    answer = client.post(f"{page}write/", {**form, "message": text})
    assert answer.status_code == 302, answer.content


def invite_friend(member: object) -> None:
    """Invite somebody into a member's team."""
    now, team = timezone.now(), Team.objects.first()
    role, by = Role.COORDINATOR, f"user:{member.pk}"
    send_invitation(
        team=team, email="friend@site.example", role=role, user=member, now=now, by=by
    )
