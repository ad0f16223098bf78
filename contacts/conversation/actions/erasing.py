"""An enquiry's personal data go, also in mails still on their way."""

from datetime import datetime

from django.db import transaction

from contacts.enquiries.actions.erasures import note_erasure
from contacts.enquiries.actions.locking import lock_enquiry
from contacts.enquiries.actions.posting import audit
from contacts.enquiries.sentences import to_team
from contacts.enquiries.sentences.frames import team_language
from contacts.going_on import going_on
from contacts.mail import rendering
from contacts.mail.inbound.resealing import delete_posts
from contacts.mail.late.words import Rendered
from contacts.models import Enquiry, InboundEmail, Purpose, RawPost, Verb
from portal.audit.erasing import erase_events
from portal.keyring import lookup_secret


@transaction.atomic
def erase_enquiry(
    *, enquiry: Enquiry, now: datetime, by: str, tells_team: bool = True
) -> None:
    """Delete everything personal of an enquiry, also in mails still on their way.

    What is left is the audit's lines: what happened when, and by whom, with a mark
    instead of the reference. At the family's own wish the team is told, and what it
    goes on in is erased: merged just now, its words stand there.
    """
    enquiry = lock_enquiry(enquiry)
    if tells_team:
        enquiry = lock_enquiry(going_on(enquiry))
    for merged in Enquiry.objects.filter(merging__into=enquiry):
        erase_enquiry(enquiry=merged, now=now, by=by, tells_team=False)
    reference, team_email = enquiry.reference, enquiry.team_email
    language = team_language(enquiry)
    audit(enquiry, Verb.ENQUIRY_ERASED, now, by)
    forget_strays(enquiry)
    delete_posts(RawPost.objects.filter(letters__enquiry=enquiry).distinct())
    note_erasure(enquiry)
    enquiry.delete()
    erase_events(reference=reference, secret=lookup_secret(), now=now, by=by)
    if tells_team:
        words = to_team.notice_to_team(reference, to_team.ERASED, language)
        tell_of_erasure(words, team_email, now)


def tell_of_erasure(words: Rendered, to: str, now: datetime) -> None:
    """Tell a team by a mail that hangs on nothing: its enquiry is gone."""
    rendering.outgoing(Purpose.NOTICE_TO_TEAM, words, to_address=to, now=now).save()


def forget_strays(enquiry: Enquiry) -> None:
    """Delete what the person mailed us and nobody could place."""
    known = enquiry.email.casefold()
    if not known:
        return
    strays = InboundEmail.objects.filter(enquiry=None)
    gone = [m.pk for m in strays.iterator() if m.from_address.casefold() == known]
    delete_posts(RawPost.objects.filter(letters__in=gone).distinct())
    strays.filter(pk__in=gone).delete()
