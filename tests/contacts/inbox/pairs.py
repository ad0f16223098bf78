"""Two members of one team, who do something at the same moment."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from contacts.models import Draft, Membership, Message
from tests import factories
from tests.contacts.inbox.ticking import client_of
from tests.factories import accepted, staff

ROUNDS = 5


class Two:
    """Two members of one team, and families of its site."""

    def __init__(self) -> None:
        self.site = factories.site_with_contact()
        self.users = [staff([self.site]), staff([factories.StudySite()])]
        team = self.users[0].memberships.get().team
        Membership.objects.create(user=self.users[1], team=team)
        self.one, self.other = map(client_of, self.users)

    def family(self, text: str = "A question", **values):
        ago = timezone.now() - timedelta(hours=1)
        return accepted(self.site, now=ago, text=text, key=uuid4(), **values)


def at(sent, end: str) -> str:
    return f"/staff/enquiries/{sent.enquiry.reference}/{end}"


def bodies(sent) -> set[str]:
    rows = Message.objects.filter(enquiry=sent.enquiry)
    return set(rows.values_list("body", flat=True))


def merge(member: Client, ends, into):
    return member.post(at(into, "merge/"), {"other": ends.enquiry.reference})


def keep(member: Client, sent, text: str, version: int = 0):
    data = {"text": text, "version": version}
    return member.post(at(sent, "draft/"), data, headers={"Accept": "application/json"})


def drafts_of(sent) -> list[str]:
    return sorted(one.body for one in Draft.objects.filter(enquiry=sent.enquiry))
