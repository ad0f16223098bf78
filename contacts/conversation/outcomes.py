"""How the staff may say that an enquiry ended, and what has to come before."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.models import Enquiry, Outcome

# How an enquiry ends without anybody of the staff.
BY_THEMSELVES = {Outcome.WITHDRAWN, Outcome.NO_REPLY, Outcome.UNANSWERED}
CHOSEN = [one for one in Outcome.choices if one[0] not in BY_THEMSELVES]
# No family is behind it, or the letter itself says where to turn.
NEEDS_NO_ANSWER = {Outcome.MISDIRECTED, Outcome.SPAM, Outcome.NOT_FOR_US}
SENDS_NOTHING = {Outcome.SPAM}
# After so many tries on different days it is time to write.
CALLS = 3

NEVER_ANSWERED = _("This family has had no answer yet. Answer them, then close it.")
WRITTEN_AGAIN = _("The family has written again. Answer them, then close it.")
FEW_CALLS = _("Try to call them three times first, or write to them.")
NO_OTHER = _("No other open enquiry of theirs to this study is here. Answer this one.")


def what_is_owed(enquiry: Enquiry, outcome: str) -> str | Promise:
    """Return what a family is owed before it may end so; "" for nothing."""
    if outcome in NEEDS_NO_ANSWER or is_answered(enquiry):
        return ""
    if outcome == Outcome.DUPLICATE:
        return "" if has_other(enquiry) else NO_OTHER
    if outcome == Outcome.NOT_REACHED:
        return "" if enquiry.calls.count() >= CALLS else FEW_CALLS
    return WRITTEN_AGAIN if enquiry.first_answered_at else NEVER_ANSWERED


def is_answered(enquiry: Enquiry) -> bool:
    """Whether the family has its answer; a new question of theirs needs one too."""
    return bool(enquiry.first_answered_at) and not enquiry.is_waiting


def has_other(enquiry: Enquiry) -> bool:
    """Whether the same address has asked the same site something that is still open."""
    if not enquiry.email_hash:
        return False
    same = {"email_hash": enquiry.email_hash, "study": enquiry.study_id}
    others = Enquiry.objects.open().filter(site=enquiry.site_id, **same)
    return others.exclude(pk=enquiry.pk).exists()
