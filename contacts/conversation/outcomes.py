"""How the staff may say that an enquiry ended."""

from contacts.models import Outcome

# How an enquiry ends without anybody of the staff.
BY_THEMSELVES = {Outcome.WITHDRAWN, Outcome.NO_REPLY, Outcome.UNANSWERED}
CHOSEN = [one for one in Outcome.choices if one[0] not in BY_THEMSELVES]
