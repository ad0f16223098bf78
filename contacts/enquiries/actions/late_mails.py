"""The mails of an enquiry that the worker writes, with what stands above them."""

import json

from contacts.enquiries.actions.mail_heads import neutral_headers, reply_to
from contacts.enquiries.sentences.late_letters import LateLetters
from contacts.mail.kinds import KINDS, TO_FAMILY
from contacts.mail.rendering import Rendered
from contacts.models import OutgoingEmail


class EnquiryMails(LateLetters):
    """Writes letters, and lets their heads keep quiet where the family does now."""

    def write(self, mail: OutgoingEmail) -> Rendered:
        """Return its words."""
        enquiry = mail.enquiry
        if enquiry.is_discreet and mail.purpose in TO_FAMILY:
            mail.headers = json.dumps(neutral_headers(enquiry))
            mail.reply_to = reply_to(enquiry, mail.purpose, names_family=False)
        return super().write(mail)


ours = EnquiryMails()
AUTHORS = {purpose: ours for purpose, kind in KINDS.items() if kind.is_written_late}
