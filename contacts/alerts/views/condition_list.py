"""The conditions of the trials here as a list, for those who do not type."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from contacts.alerts.views.pages import show_alerts
from trials.models import StudyCondition


@require_safe
def condition_list(request: HttpRequest) -> HttpResponse:
    """Offer every condition of the trials here."""
    names = StudyCondition.objects.shown(get_language())
    return show_alerts(request, "condition_list", {"names": names})
