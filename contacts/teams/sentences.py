"""The e-mail that asks a colleague to join a team, or to take a role."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from contacts.mail.late.words import Rendered
from contacts.mail.rendering import absolute, render_letter
from contacts.mail.ways import Way
from portal.hospital.says import portal_name


def language_of_invited(invited: Any) -> str:
    """Return the team's language; who comes without a team gets the portal's."""
    return invited.team.language if invited.team else settings.LANGUAGE_CODE


def what_for(invited: Any) -> str:
    """Return what an invited person is asked to do."""
    if invited.team is None:
        return _("Your role: %(role)s.") % {"role": invited.get_role_display()}
    words = _("You are asked to answer families in the team “%(team)s”.")
    return words % {"team": invited.team.name}


def invitation(invited: Any, link: str) -> Rendered:
    """Ask them in their team's language."""
    language = language_of_invited(invited)
    with translation.override(language):
        return render_letter(
            language,
            _("You are invited to %(portal)s") % {"portal": portal_name()},
            [what_for(invited), _("The link works for seven days and once.")],
            ways=[Way(_("Choose a password and begin:"), link)],
        )


def check_of_mailbox(team: Any, link: str) -> Rendered:
    """Ask whoever reads a mailbox whether it is the team's; it says nothing else."""
    with translation.override(team.language):
        about = {"team": team.name, "portal": portal_name()}
        return render_letter(
            team.language,
            _("Is this a mailbox of “%(team)s”?") % about,
            [
                _(
                    "Somebody at %(portal)s wishes to send notes to this mailbox when "
                    "a family has written to the team “%(team)s”."
                )
                % about,
                _(
                    "If you read this mailbox for the team, open the link and press "
                    "the button. If not, do nothing: nothing more will come."
                ),
                _("The link works for fourteen days."),
            ],
            ways=[Way(_("Confirm the mailbox:"), link)],
        )


def account_mail(subject: str, text: str) -> Rendered:
    """Put what the library says of an account into our frame.

    A paragraph that is an address alone is where the mail leads.
    """
    said = [one.strip() for one in text.split("\n\n")]
    ways = [
        Way(_("Open the page:"), one)
        for one in said
        if one.startswith("http") and len(one.split()) == 1
    ]
    addresses = {way.address for way in ways}
    return render_letter(
        get_language() or settings.LANGUAGE_CODE,
        subject,
        [one for one in said if one and one not in addresses],
        ways=ways,
    )


def second_factor_reset(user: Any) -> Rendered:
    """Tell somebody that they sign in without a second factor, once."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        return render_letter(
            language,
            _("Your second factor at %(portal)s was reset") % {"portal": portal_name()},
            [
                _(
                    "An administrator has removed the second factor of your account "
                    "%(account)s and ended its sessions. At your next sign-in you set "
                    "up a new one."
                )
                % {"account": user.get_username()},
                _(
                    "If you did not ask for it, tell another administrator at once and "
                    "choose a new password."
                ),
            ],
        )


def colleague_has_left(team: Any, name: str, freed: int) -> Rendered:
    """Tell who stands in for a colleague, and how many enquiries came back."""
    with translation.override(team.language):
        about = {"team": team.name, "name": name}
        return render_letter(
            team.language,
            _("%(name)s has left the team “%(team)s”") % about,
            [
                _("Please stand in: you hear of what comes in now."),
                given_back(freed),
            ],
            ways=[
                Way(
                    _("See the team's enquiries:"),
                    absolute("contacts:inbox", team.language),
                )
            ],
        )


def team_is_empty(team: Any, freed: int) -> Rendered:
    """Tell the desk that nobody is left in a team."""
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        return render_letter(
            language,
            _("Nobody is left in the team “%(team)s”") % {"team": team.name},
            [
                _("Please invite somebody, or let another team answer."),
                given_back(freed),
            ],
            ways=[
                Way(
                    _("Teams and hospitals:"),
                    absolute("contacts:setup_teams", language),
                )
            ],
        )


def given_back(freed: int) -> str:
    """Return how many enquiries nobody takes care of any more."""
    words = ngettext(
        "%(many)d enquiry that was theirs is free again.",
        "%(many)d enquiries that were theirs are free again.",
        freed,
    )
    return words % {"many": freed}
