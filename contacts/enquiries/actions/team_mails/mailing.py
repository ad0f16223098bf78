"""Mails and links that wait until their enquiry is stored."""

from dataclasses import dataclass, field

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.messages import Message
from contacts.enquiries.models.team_links import TeamLink
from contacts.enquiries.sentences.late_letters import leave_to_entry
from contacts.mail.models.outbox import OutgoingEmail


@dataclass
class Mailing:
    """Mails and links that are still to be stored, beside their enquiry."""

    mails: list[OutgoingEmail] = field(default_factory=list)
    links: list[TeamLink] = field(default_factory=list)

    def save(
        self, enquiry: Enquiry, entry: Message | None = None
    ) -> list[OutgoingEmail]:
        """Store them, and return the mails; the enquiry is stored before."""
        self.belong_to(enquiry, entry)
        TeamLink.objects.bulk_create(self.links)
        return OutgoingEmail.objects.bulk_create(self.mails)

    def belong_to(self, enquiry: Enquiry, entry: Message | None) -> None:
        """Say of which enquiry they are, and which entry the mails carry."""
        for mail in self.mails:
            mail.enquiry, mail.entry = enquiry, entry
            leave_to_entry(mail, entry)
        for link in self.links:
            link.enquiry = enquiry
