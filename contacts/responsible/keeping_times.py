"""How long data are kept: sentences over the very constants that the jobs use."""

from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from contacts import ratelimits
from contacts.alerts.actions import erasing
from contacts.conversation.actions import purging
from contacts.enquiries.consent.durations import duration_in_words
from contacts.enquiries.promise import QUIET, RETENTION
from contacts.notes.actions.shares import CLOSED_KEPT
from contacts.notes.models import KEPT as NOTES_KEPT
from contacts.teams.actions.invitations import INVITATION_LASTS
from contacts.upkeep.actions import correcting
from contacts.upkeep.models.watchers import CONFIRM_WITHIN, LONGEST_WATCH


def filled(words: str, **lengths: timedelta) -> str:
    """Return a sentence with each length in words."""
    return words % {name: duration_in_words(one) for name, one in lengths.items()}


def times_of_enquiries() -> list[str]:
    """Return how long messages to study teams are kept."""
    return [
        filled(
            _(
                "A conversation in which nobody writes any more ends after %(quiet)s; "
                "%(kept)s after its end everything personal is erased."
            ),
            quiet=QUIET,
            kept=RETENTION,
        ),
        _("A site may have its messages erased earlier than that, never later."),
        filled(
            _("Mail that fits no conversation is deleted after %(kept)s."),
            kept=purging.STRAY_MAILS,
        ),
    ]


def times_of_alerts() -> list[str]:
    """Return how long wishes for news are kept."""
    return [
        filled(
            _(
                "A request that nobody confirms is erased after %(asked)s; one that "
                "was stopped after %(stopped)s; one that nobody uses after %(unused)s."
            ),
            asked=erasing.UNCONFIRMED,
            stopped=erasing.STOPPED,
            unused=erasing.INACTIVE,
        ),
        filled(
            _(
                "Our copies of these mails are deleted after %(sent)s; of mails that "
                "did not arrive after %(lost)s."
            ),
            sent=erasing.SENT_MAILS,
            lost=erasing.LOST_MAILS,
        ),
        filled(
            _("Who waits for one mail about a trial waits at most %(longest)s."),
            longest=LONGEST_WATCH,
        ),
        filled(
            _("Such a request that nobody confirms is erased after %(asked)s."),
            asked=CONFIRM_WITHIN,
        ),
    ]


def times_of_notes() -> list[str]:
    """Return how long notes and shared pages are kept."""
    return [
        filled(
            _(
                "Notes that nobody opens are deleted after %(kept)s; a shared page "
                "goes %(closed)s after it was closed."
            ),
            kept=NOTES_KEPT,
            closed=CLOSED_KEPT,
        )
    ]


def times_of_corrections() -> list[str]:
    """Return how long corrections by readers are kept."""
    return [
        filled(
            _("%(settled)s after they are settled, and %(most)s in any case."),
            settled=correcting.KEPT_SETTLED,
            most=correcting.KEPT_ANYHOW,
        )
    ]


def times_of_staff() -> list[str]:
    """Return how long accounts and invitations are kept."""
    return [
        _("An account as long as the person works here."),
        filled(_("An invitation %(lasts)s."), lasts=INVITATION_LASTS),
    ]


def times_of_safety() -> list[str]:
    """Return how long what protects the portal is kept."""
    days = settings.AUDIT_DAYS
    audit = (
        filled(_("The record of deeds %(kept)s."), kept=timedelta(days=days))
        if days
        else _("The record of deeds without an end.")
    )
    counters = filled(
        _("Counters against floods of messages %(kept)s."), kept=ratelimits.FORGOTTEN
    )
    return [audit, counters]
