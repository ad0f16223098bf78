"""What a member does with several enquiries at once, and what then stands there."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from contacts.conversation.actions.answering import answer_family
from contacts.models import Enquiry, OutgoingEmail, Purpose


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ticks(enquiries) -> list[str]:
    return [f"{one.reference}:{one.revision}" for one in enquiries]


def do(member: Client, enquiries, deed: str, **more):
    data = {"chosen": ticks(enquiries), "deed": deed, **more}
    return member.post("/staff/many/", data, follow=True)


def undo(member: Client) -> str:
    return member.post("/staff/many/undo/", follow=True).content.decode()


def now_of(enquiries) -> list[Enquiry]:
    return [Enquiry.objects.get(pk=one.pk) for one in enquiries]


def answered(enquiries, user) -> list[Enquiry]:
    """Answer them a while ago, so that their answers have left."""
    ago = timezone.now() - timedelta(minutes=5)
    for one in enquiries:
        who = {"user": user, "now": ago, "by": f"user:{user.pk}"}
        answer_family(enquiry=one, text="Yes.", seen=one.revision, **who)
    OutgoingEmail.objects.filter(purpose=Purpose.ANSWER_TO_FAMILY).update(attempts=1)
    return now_of(enquiries)


def everything(enquiries) -> list[dict]:
    keys = [one.pk for one in enquiries]
    return list(Enquiry.objects.filter(pk__in=keys).order_by("pk").values())


def letters():
    return OutgoingEmail.objects.filter(purpose=Purpose.NOTICE_TO_FAMILY)


def tomorrow() -> str:
    return (timezone.now() + timedelta(days=1)).date().isoformat()
