"""What a team is told: each time the words themselves, or what leads to them."""

from collections.abc import Callable
from dataclasses import dataclass

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.sentences import arrivals, held_from_family, to_team
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import Rendered

Letter = Callable[..., Rendered]


@dataclass(frozen=True)
class Letters:
    """A letter in two shapes, each with the word of a mailbox's page, or none.

    `full` takes the words of the family; `brief` leads to them.
    """

    purpose: Purpose
    full: Letter
    brief: Letter


def only_brief(purpose: Purpose, letter: Letter) -> Letters:
    """Return what holds no words of the family in either shape."""

    def full(enquiry: Enquiry, page: str = "", **_said: str) -> Rendered:
        return letter(enquiry, page=page)

    return Letters(purpose, full, letter)


ARRIVAL = Letters(Purpose.ENQUIRY_TO_TEAM, to_team.enquiry_to_team, arrivals.arrival)
FOLLOW_UP = Letters(
    Purpose.MESSAGE_TO_TEAM, to_team.message_to_team, arrivals.another_message
)
PUT_RIGHT = only_brief(Purpose.MESSAGE_TO_TEAM, arrivals.address_put_right)
REMINDER = only_brief(Purpose.REMINDER_TO_TEAM, to_team.reminder)
OTHER_ADDRESS = only_brief(Purpose.NOTICE_TO_TEAM, held_from_family.other_address)
HELD_FORWARD = only_brief(Purpose.NOTICE_TO_TEAM, held_from_family.held_forward)
NOT_REACHED = only_brief(Purpose.NOTICE_TO_TEAM, held_from_family.family_not_reached)
AWAKE_AGAIN = only_brief(Purpose.REMINDER_TO_TEAM, to_team.awake_again)
