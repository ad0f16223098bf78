"""An answer is kept as it is typed."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contacts.console.forms.drafts import DraftForm
from contacts.console.views.enquiries import show_enquiry
from contacts.console.views.enquiry_pages import enquiry_page
from contacts.console.views.handling import back
from contacts.conversation.actions.drafts import keeping
from contacts.conversation.forms.team_answers import TeamAnswerForm
from contacts.models import Enquiry


@require_POST
@enquiry_page
def keep_draft(request: HttpRequest, enquiry: Enquiry) -> HttpResponse:
    """Keep what was typed: for a script that goes on, or for a button."""
    form, now = DraftForm(request.POST), timezone.now()
    if not form.is_valid():
        return not_kept(request, enquiry, 422)
    who = {"user": request.user, "now": now}
    try:
        version = keeping.keep_draft(enquiry=enquiry, **form.cleaned_data, **who)
    except keeping.OtherWindowError:
        return not_kept(request, enquiry, 409)
    return JsonResponse({"version": version}) if is_script(request) else back(enquiry)


def is_script(request: HttpRequest) -> bool:
    """Whether a script asks that goes on by itself."""
    return request.headers.get("Accept") == "application/json"


def not_kept(request: HttpRequest, enquiry: Enquiry, status: int) -> HttpResponse:
    """Say that it was not kept; on the page it stands in the field as it was typed."""
    if is_script(request):
        return JsonResponse({"version": None}, status=status)
    form = TeamAnswerForm(request.POST)
    if form.is_valid():
        form.add_error(None, _("In another window you have typed something else."))
    return show_enquiry(request, enquiry, answer_form=form, status=status)
