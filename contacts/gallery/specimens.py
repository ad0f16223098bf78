"""One of every mail that the portal writes, in any language, without a database."""

from collections.abc import Callable
from types import SimpleNamespace

from django.utils import translation

from contacts.enquiries.actions.digests import digest
from contacts.enquiries.sentences.links_to_family import lost_link
from contacts.enquiries.sentences.to_team import WITHDRAWN, notice_to_team
from contacts.gallery.alerts import (
    alerts_specimen,
    confirm_specimen,
    end_soon_specimen,
)
from contacts.gallery.framed import framed_letters
from contacts.gallery.people import sample_enquiry, sample_link, sample_team
from contacts.gallery.upkeep import (
    correction_specimen,
    not_theirs_specimen,
    page_specimen,
    question_specimen,
    watch_specimen,
    watched_specimen,
)
from contacts.mail.kinds import Purpose
from contacts.mail.late.words import OfShared, Rendered
from contacts.teams import sentences

Specimen = Callable[[str], Rendered | OfShared]


def specimens() -> dict[str, tuple[str, Specimen]]:
    """Return each mail's kind, and how it is written in a language, by its name."""
    mails = {**framed_letters(), **of_enquiries(), **of_staff()}
    return {**mails, **of_alerts(), **of_upkeep()}


def of_enquiries() -> dict[str, tuple[str, Specimen]]:
    """Return the mails about enquiries that no frame of one enquiry holds."""
    return {
        "lost_link": (
            Purpose.LINK_TO_FAMILY,
            lambda code: lost_link([sample_enquiry(code), sample_enquiry(code)], code),
        ),
        "notice_to_team": (
            Purpose.NOTICE_TO_TEAM,
            lambda code: notice_to_team("ENQ-7K3M-4QXT-9HWC", WITHDRAWN, code),
        ),
        "digest": (
            Purpose.ARRIVALS_OF_A_DAY,
            lambda code: digest(sample_team(code), ["ENQ-7K3M-4QXT-9HWC"] * 3),
        ),
    }


def of_staff() -> dict[str, tuple[str, Specimen]]:
    """Return the mails about accounts and teams."""
    name = "ada.of.the.very.long.family.name.with.parts@hospital.example"
    user = SimpleNamespace(get_username=lambda: name)
    return {
        "invitation": (Purpose.INVITATION, invited),
        "check_of_mailbox": (
            Purpose.INVITATION,
            lambda code: sentences.check_of_mailbox(
                sample_team(code), sample_link(code)
            ),
        ),
        "second_factor_reset": (
            Purpose.ACCOUNT,
            lambda _code: sentences.second_factor_reset(user),
        ),
        "new_password": (Purpose.ACCOUNT, new_password),
        "colleague_has_left": (
            Purpose.NOTICE_TO_TEAM,
            lambda code: sentences.colleague_has_left(sample_team(code), name, 3),
        ),
        "team_is_empty": (
            Purpose.NOTICE_TO_DESK,
            lambda code: sentences.team_is_empty(sample_team(code), 1),
        ),
    }


def of_alerts() -> dict[str, tuple[str, Specimen]]:
    """Return the mails to those who asked for news."""
    return {
        "alerts": (Purpose.ALERTS, alerts_specimen),
        "confirm_alerts": (Purpose.CONFIRM_ALERTS, confirm_specimen),
        "alerts_end_soon": (Purpose.ALERTS_END_SOON, end_soon_specimen),
    }


def of_upkeep() -> dict[str, tuple[str, Specimen]]:
    """Return the mails that keep public words true."""
    return {
        "question_to_team": (Purpose.ASK_TEAM, question_specimen),
        "address_is_not_theirs": (Purpose.NOTICE_TO_DESK, not_theirs_specimen),
        "watch_question": (Purpose.CONFIRM_WATCH, watch_specimen),
        "watched_study": (Purpose.WATCHED_STUDY, watched_specimen),
        "correction_told": (Purpose.CORRECTION_TOLD, correction_specimen),
        "page_of_study": (Purpose.PAGE_TO_READER, page_specimen),
    }


def invited(language: str) -> Rendered:
    """Return an invitation into a team."""
    team = sample_team(language)
    return sentences.invitation(SimpleNamespace(team=team), sample_link(language))


def new_password(language: str) -> Rendered:
    """Return what the library of accounts says, in our frame."""
    said = f"Somebody asked for a new password.\n\n{sample_link(language)}"
    with translation.override(language):
        return sentences.account_mail("A new password", said)
