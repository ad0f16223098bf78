"""The e-mail that asks a colleague to join a team, or to take a role."""

from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from contacts.mail.rendering import Rendered, render_letter


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
            _("You are invited to %(portal)s") % {"portal": settings.PORTAL_NAME},
            [what_for(invited), _("The link works for seven days and once.")],
            link=(_("Choose a password and begin:"), link),
        )
