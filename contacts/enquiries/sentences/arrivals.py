"""What a mail that brings an enquiry says: how and by when it is to be answered.

Such a mail must not look like fishing. It holds nothing of the family but how they wish
to be answered, and says how its reader can check it without following its link.
"""

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import Channel
from contacts.enquiries.sentences.frames import Words, to_team
from contacts.enquiries.sentences.why import how_to_check, why_this_address
from contacts.mail.kinds import Purpose
from portal.lib.cldr import language_name


def subject_of_arrival(enquiry: Enquiry) -> str:
    """Return a subject that names a reference alone."""
    about = {"reference": enquiry.reference}
    if enquiry.is_urgent:
        return _("Please read first: new enquiry %(reference)s") % about
    return _("New enquiry %(reference)s") % about


def what_came(enquiry: Enquiry) -> list[str]:
    """Say that somebody wrote, how they wish to be answered, and by when."""
    about = {
        "study": enquiry.study.registry_id,
        "place": enquiry.place_name,
        "language": language_name(enquiry.language, get_language()),
        "day": date_format(enquiry.answer_due_on),
    }
    wishes = {
        Channel.EMAIL: _("They wish to be answered by e-mail, in %(language)s."),
        Channel.PHONE: _("They wish to be called, in %(language)s."),
        Channel.EITHER: _("They wish to be answered or called, in %(language)s."),
    }
    return [
        _("Somebody has written about the study %(study)s at %(place)s.") % about,
        wishes[Channel(enquiry.channel)] % about,
        _("We have told them that you answer by %(day)s.") % about,
    ]


def how_to_answer(enquiry: Enquiry) -> str:
    """Say that an answer to the mail is enough, where somebody reads it."""
    if not settings.INBOUND_DOMAIN:
        return _("Please answer there: nobody reads answers to this e-mail.")
    if enquiry.email:
        return _("You can also answer this e-mail; the person gets what you write.")
    return _("This person has no e-mail: please call. The number stands on the page.")


@to_team(Purpose.ENQUIRY_TO_TEAM)
def arrival(enquiry: Enquiry) -> Words:
    """Say that somebody has written; the words are behind the link."""
    return Words(
        subject=subject_of_arrival(enquiry),
        paragraphs=what_came(enquiry),
        ending=how_to_answer(enquiry),
        small=[why_this_address(enquiry), how_to_check()],
    )


@to_team(Purpose.ARRIVAL_TO_MEMBER)
def arrival_for_member(enquiry: Enquiry) -> Words:
    """Tell a member of the team of an arrival: a link, nothing else."""
    return Words(
        subject=subject_of_arrival(enquiry),
        paragraphs=[
            *what_came(enquiry),
        ],
        small=[
            _(
                "You get this as a member of the team. On the team's page you choose "
                "one e-mail a day instead, or quiet hours."
            ),
        ],
    )


@to_team(Purpose.ARRIVAL_TO_MEMBER)
def perhaps_an_emergency(enquiry: Enquiry) -> Words:
    """Tell a deputy at once of what may be an emergency."""
    return Words(
        subject=subject_of_arrival(enquiry),
        paragraphs=[
            _(
                "Words in this message may mean that somebody needs help now. Please "
                "read it at once and call. This is no verdict: a program noticed it."
            ),
            *what_came(enquiry),
        ],
    )


@to_team(Purpose.MESSAGE_TO_TEAM)
def another_message(enquiry: Enquiry) -> Words:
    """Say that the family has written again; the words are behind the link."""
    about = {"reference": enquiry.reference, "day": date_format(enquiry.answer_due_on)}
    return Words(
        subject=_("Another message in enquiry %(reference)s") % about,
        paragraphs=[
            _("The family has written again. They are told: by %(day)s.") % about,
        ],
        ending=how_to_answer(enquiry),
        small=[why_this_address(enquiry)],
    )


@to_team(Purpose.MESSAGE_TO_TEAM)
def address_put_right(enquiry: Enquiry) -> Words:
    """Say that the address of before was wrong; the link shows the right one."""
    return Words(
        subject=_("Another e-mail address in enquiry %(reference)s")
        % {"reference": enquiry.reference},
        paragraphs=[
            _("The family has put its e-mail address right."),
            _("Please write to no other: the earlier one may be a stranger's."),
        ],
        small=[why_this_address(enquiry)],
    )
