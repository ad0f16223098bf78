"""The mails of an enquiry that the worker writes, with what stands above them."""

import json

from contacts.enquiries.actions.mail_heads import neutral_headers, reply_to
from contacts.enquiries.sentences.late_letters import LateLetters
from contacts.mail.kinds import KINDS, TO_FAMILY, Purpose
from contacts.mail.late.words import Rendered
from contacts.models import OutgoingEmail


class EnquiryMails(LateLetters):
    """Writes letters, and lets their heads keep quiet where the family does now."""

    def write(self, mail: OutgoingEmail) -> Rendered:
        """Return its words."""
        enquiry, purpose = mail.enquiry, Purpose(mail.purpose)
        if enquiry and enquiry.is_discreet and purpose in TO_FAMILY:
            mail.headers = json.dumps(neutral_headers(enquiry))
            mail.reply_to = reply_to(enquiry, purpose, names_family=False)
        return super().write(mail)


ours = EnquiryMails()
AUTHORS = {purpose: ours for purpose, kind in KINDS.items() if kind.is_written_late}
