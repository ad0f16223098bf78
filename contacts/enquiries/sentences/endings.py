"""The letter at the end of an enquiry: each end has its own words, or plain ones."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import Outcome
from contacts.enquiries.sentences.frames import Words, to_family
from contacts.mail.kinds import Purpose

OF_OUTCOME: dict[str, Promise] = {
    Outcome.SCREENING_BOOKED: gettext_lazy(
        "A visit is booked. There the team looks with you whether the study fits; you "
        "decide afterwards, and nothing is decided yet."
    ),
    Outcome.JOINED: gettext_lazy(
        "What comes up from now on you ask the study team directly."
    ),
    Outcome.DOES_NOT_FIT: gettext_lazy(
        "This study does not fit at the moment. That is nobody's fault, and it says "
        "nothing about other studies."
    ),
    Outcome.FAMILY_DECLINED: gettext_lazy(
        "You have decided against it. Nobody asks why, and your care stays as it is."
    ),
    Outcome.NO_PLACES: gettext_lazy("There is no free place at the moment."),
    Outcome.NOT_REACHED: gettext_lazy(
        "The team has tried to call you and did not reach you."
    ),
    Outcome.NOT_FOR_US: gettext_lazy(
        "This team cannot answer your question. On your page you can let your message "
        "go on to another site, if you like."
    ),
    Outcome.DUPLICATE: gettext_lazy(
        "You have written to us twice. Your other message stays open, and the team "
        "answers you there."
    ),
}


@to_family(Purpose.NOTICE_TO_FAMILY)
def closed_by_team(enquiry: Enquiry) -> Words:
    """Say that the team has ended a conversation, and how to take it up again."""
    facts = {"reference": enquiry.reference, "team": enquiry.recipient}
    own = OF_OUTCOME.get(enquiry.outcome)
    return Words(
        subject=_("About your message %(reference)s") % facts,
        paragraphs=[
            _("This enquiry was closed by %(team)s.") % facts,
            *([str(own)] if own else []),
            _("Is something still open? Write on your page, and it opens again."),
        ],
        greets=True,
        leads_to=_("Open your page:"),
    )
