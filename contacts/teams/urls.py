"""Addresses of the pages about teams; those of the console hold them."""

from django.urls import URLPattern, path

from contacts.teams.views import invitations, mailboxes, teams
from contacts.teams.views.staff_pages import Page


def of_team(end: str, view: Page) -> URLPattern:
    """Return the address of something that staff do with a team."""
    return path(f"team/<int:number>/{end}", view, name=view.__name__)


urlpatterns = [
    path("team/", teams.teams, name="teams"),
    of_team("", teams.team_settings),
    of_team("invite/", invitations.invite_member),
    of_team("absence/", teams.set_absence),
    of_team("hearing/", teams.set_hearing),
    of_team("revoke/", invitations.revoke_invitation),
    of_team("mailboxes/", mailboxes.add_mailbox),
    of_team("mailboxes/change/", mailboxes.change_mailbox),
    of_team("mailboxes/holds/", mailboxes.set_mail_holds),
    path(
        "invitations/<secret:token>/",
        invitations.accept_invitation,
        name="accept_invitation",
    ),
]
