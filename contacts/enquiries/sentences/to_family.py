"""The conversation's e-mails to families, one function for each.

Subjects name a reference, never a condition or a person: they are seen on lock screens
and in shared mailboxes. What a discreet family gets instead is the frame's matter.
"""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from contacts.enquiries.models.enquiries import Enquiry
from contacts.enquiries.models.states import Urgency
from contacts.enquiries.sentences.frames import OwnTemplate, Words, to_family
from contacts.mail.kinds import Purpose
from contacts.mail.rendering import absolute
from portal.hospital.emergency import numbers_here
from portal.pages.languages import isolate, one_by_one, side_by_side
from trials.models import StudySite, TextKind
from trials.texts.legal.words import legal_sentence

WORDS_ARRIVED = gettext_noop("Your words have arrived and stand in the conversation.")
NO_WORDS = gettext_noop("There were no words in your e-mail, so nothing has arrived.")


def facts_for_family(enquiry: Enquiry) -> dict[str, str]:
    """Return what a letter to a family may name."""
    return {"reference": enquiry.reference, "team": isolate(enquiry.recipient)}


def say_urgent(enquiry: Enquiry, version: int | None = None) -> list[str]:
    """Say whom to ring, where the message told of what may be an emergency.

    In the words of a `version`, or of today's.
    """
    if not enquiry.is_urgent:
        return []
    numbers = numbers_here(enquiry.site.country if enquiry.site else "")
    lines = [
        legal_sentence(TextKind.URGENT, key, get_language(), version)
        for key in ("body_heading", "mail")
    ]
    if numbers.ambulance:
        number = isolate(numbers.ambulance)
        lines.append(_("Ambulance: %(number)s") % {"number": number})
    if enquiry.urgency == Urgency.MIND and numbers.mind:
        listening = _("Somebody who listens, day and night: %(number)s")
        lines.append(listening % {"number": isolate(numbers.mind)})
    return lines


@to_family(Purpose.COPY_TO_SENDER)
def copy_to_sender(
    enquiry: Enquiry, text: str, version: int | None = None
) -> OwnTemplate:
    """Give the person their own words back, with the link to their page."""
    study = enquiry.study.registry_id
    return OwnTemplate(
        "copy_to_sender",
        {
            "enquiry": enquiry,
            "text": text,
            "urgent": say_urgent(enquiry, version),
            "study_url": absolute("trials:study_detail", enquiry.language, study),
        },
    )


@to_family(Purpose.ANSWER_TO_FAMILY)
def answer_to_family(enquiry: Enquiry, text: str) -> Words:
    """Bring the team's answer, or a link to it if the family wished so."""
    return Words(
        subject=_("Answer to your message %(reference)s") % facts_for_family(enquiry),
        paragraphs=[_("You have an answer from %(team)s.") % facts_for_family(enquiry)],
        greets=True,
        quote="" if enquiry.wants_link_only else text,
        leads_to=_("Read everything and write back here:"),
        ending=_(
            "If someone is very unwell, do not wait for an answer: get medical "
            "help straight away."
        ),
    )


@to_family(Purpose.OFFER_TO_FAMILY)
def offer_to_family(enquiry: Enquiry, site: StudySite) -> Words:
    """Say openly that nobody answered, and offer the next site; they decide."""
    other = side_by_side((site.name, site.city))
    return Words(
        subject=_("About your message %(reference)s") % facts_for_family(enquiry),
        paragraphs=[
            _("There is no answer yet from %(team)s. We are sorry.")
            % facts_for_family(enquiry),
            _(
                "If you like, your message can go to another site of this study: "
                "%(other)s. Only you decide; nothing is passed on without you."
            )
            % {"other": other},
        ],
        greets=True,
        leads_to=_("Decide on your page:"),
    )


@to_family(Purpose.NOTICE_TO_FAMILY)
def team_not_reached(enquiry: Enquiry) -> Words:
    """Say that no mailbox of the team takes mail, and who has the message now."""
    return Words(
        subject=_("About your message %(reference)s") % facts_for_family(enquiry),
        paragraphs=[
            _("We cannot reach the team by e-mail just now.")
            % facts_for_family(enquiry),
            _(
                "Your message is safe. Our desk has it and looks for another way "
                "to the team. It may take longer than we said."
            ),
        ],
        greets=True,
        leads_to=_("Open your page:"),
    )


@to_family(Purpose.NOTICE_TO_FAMILY)
def moved_on(enquiry: Enquiry, before: str) -> Words:
    """Say that nobody opened the message, and who has it now."""
    about = {"before": before, **facts_for_family(enquiry)}
    # A place's team and its contact in the register have one name for a family.
    where_to = (
        _("We are sorry. We have passed it on to another address there.")
        if before == enquiry.recipient
        else _("We are sorry. We have passed it on to %(team)s.") % about
    )
    return Words(
        subject=_("About your message %(reference)s") % about,
        paragraphs=[
            _("For two working days your message was not opened by %(before)s.")
            % about,
            where_to,
            _("Our desk knows of it."),
        ],
        greets=True,
        leads_to=_("Open your page:"),
    )


@to_family(Purpose.NOTICE_TO_FAMILY)
def closed_quietly(enquiry: Enquiry) -> Words:
    """Say that a conversation that has gone quiet ends, and how to take it up again."""
    return Words(
        subject=_("About your message %(reference)s") % facts_for_family(enquiry),
        paragraphs=[
            _("It has been quiet for a month, so we have closed this enquiry."),
            _("Write on your page at any time, and it opens again."),
        ],
        greets=True,
        leads_to=_("Open your page:"),
    )


@to_family(Purpose.NOTICE_TO_FAMILY)
def given_up(enquiry: Enquiry, numbers: Sequence[str]) -> Words:
    """Say sorry that nobody answered, and what else a family can do."""
    return Words(
        subject=_("About your message %(reference)s") % facts_for_family(enquiry),
        paragraphs=[
            _(
                "Nobody has answered your message for thirty working days. We are "
                "sorry."
            ),
            _("This is our failure, not yours, and we count it as one."),
            _("You can also turn to: %(numbers)s.")
            % {"numbers": one_by_one(map(isolate, numbers))},
            _(
                "Your own doctor can also write to the study team. And you can write "
                "on your page again at any time."
            ),
        ],
        greets=True,
        leads_to=_("Open your page:"),
    )


def name_unread(unread: Sequence[str]) -> list[str]:
    """Return a line that names what of an e-mail could not be read, if anything."""
    if not unread:
        return []
    return [_("Not read was: %(what)s.") % {"what": side_by_side(unread)}]


@to_family(Purpose.NOTICE_TO_FAMILY)
def no_attachments(
    enquiry: Enquiry, *, has_words: bool, unread: Sequence[str] = ()
) -> Words:
    """Say that words arrived, if there were any, and files did not."""
    return Words(
        subject=_("Your files could not be taken: %(reference)s")
        % facts_for_family(enquiry),
        paragraphs=[
            _(WORDS_ARRIVED if has_words else NO_WORDS),
            *name_unread(unread),
            _(
                "Files are not taken, so that no medical record lies in a mailbox. "
                "Ask the team how they would like to see them."
            ),
        ],
        leads_to=_("Open your page:"),
    )


@to_family(Purpose.NOTICE_TO_FAMILY, is_telling=False)
def address_changed(enquiry: Enquiry) -> Words:
    """Tell the old mailbox that answers go elsewhere now."""
    return Words(
        subject=_("Your e-mail address was changed"),
        paragraphs=[
            _("Answers now go to another address, as asked on your page."),
            _("If that was not you, answer this e-mail or write to us."),
        ],
    )
