"""The file of teams: out, in, and what it would change."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contacts.console.roster_preview import look_at_file
from contacts.console.teams_out import teams_to_write
from contacts.console.views.setup import show_setup
from contacts.conversation.actions.moving_places import set_up_teams
from contacts.teams.actions.roster import ChangedMeanwhileError
from contacts.teams.roster.reading import (
    MOST_BYTES,
    UnreadableFileError,
)
from contacts.teams.roster.writing import roster_lines
from contacts.teams.views.staff_pages import actor, admin_page
from portal.audit.models import Verb
from portal.audit.record import record_event


@require_safe
@admin_page
def export_teams(request: HttpRequest) -> HttpResponse:
    """Hand over teams, hospitals, mailboxes and members as CSV."""
    record_event(Verb.TEAMS_EXPORTED, now=timezone.now(), by=actor(request))
    lines = roster_lines(teams_to_write())
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="teams.csv"'
    return response


@require_POST
@admin_page
def preview_teams(request: HttpRequest) -> HttpResponse:
    """Show what a file would change; nothing is written."""
    try:
        _wanted, context = look_at_file(posted_file(request))
    except UnreadableFileError as error:
        return show_setup(request, file_error=str(error), status=422)
    return show_setup(request, **context)


@require_POST
@admin_page
def apply_teams(request: HttpRequest) -> HttpResponse:
    """Write what was shown, unless the portal has changed meanwhile."""
    try:
        wanted, context = look_at_file(request.POST.get("text", "").encode())
    except UnreadableFileError as error:
        return show_setup(request, file_error=str(error), status=422)
    if context["faults"]:
        return show_setup(request, status=422, **context)
    shown, now = request.POST.get("shown", ""), timezone.now()
    try:
        set_up_teams(
            wanted=wanted, shown=shown, user=request.user, now=now, by=actor(request)
        )
    except ChangedMeanwhileError:
        return show_setup(request, is_changed=True, status=409, **context)
    return redirect("contacts:setup_teams")


def posted_file(request: HttpRequest) -> bytes:
    """Return the file that was chosen, of bounded size."""
    file = request.FILES.get("file")
    if file is None:
        raise UnreadableFileError(_("Choose a file."))
    content: bytes = file.read(2 * MOST_BYTES + 1)
    return content
