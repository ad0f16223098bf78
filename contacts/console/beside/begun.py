"""What colleagues have begun to answer, in words."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from contacts.models import Draft, Enquiry
from contacts.teams.member_names import name_of

# A page keeps what is typed at least so often.
FRESH = timedelta(minutes=2)


def words_of_begun(enquiry: Enquiry, user: User, now: datetime) -> str:
    """Return who is writing to this family, or has begun to; "" for nobody."""
    said = [writing_words(one, now) for one in Draft.objects.of_others(enquiry, user)]
    return " ".join(said)


def writing_words(draft: Draft, now: datetime) -> str:
    """Return what is said of one colleague's begun answer; never its words."""
    name = {"name": name_of(draft.written_by)}
    if now - draft.written_at < FRESH:
        return _("%(name)s is writing an answer.") % name
    return _("%(name)s has begun an answer.") % name
