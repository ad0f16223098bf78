"""The pack goes out to the ethics committee, and its decision comes back."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.models import Verb
from portal.audit.record import record_event
from trials.models import Study
from trials.texts.actions.deciding import import_decision
from trials.texts.forms.packs import DecisionForm
from trials.texts.pack.zipped import build_pack
from trials.texts.views.access import MAY_APPROVE, account_of, editors_page


@require_safe
@editors_page
def take_pack(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Give everything that a family of this study can be shown as one ZIP."""
    study = get_object_or_404(Study, registry_id=registry_id)
    now, day = timezone.now(), timezone.localdate().isoformat()
    response = HttpResponse(build_pack(study, day), content_type="application/zip")
    record_event(Verb.PACK_TAKEN, now=now, by=account_of(request), study=registry_id)
    name = f"{registry_id}-{day}.zip"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@editors_page
def decide_pack(request: HttpRequest, registry_id: str) -> HttpResponse:
    """Take the committee's decision on a pack."""
    if not request.user.has_perm(MAY_APPROVE):
        raise PermissionDenied
    study = get_object_or_404(Study, registry_id=registry_id)
    form = DecisionForm(
        request.POST or None,
        request.FILES or None,
        study=study,
        today=timezone.localdate(),
    )
    made = None
    if form.is_bound and form.is_valid():
        made = import_decision(
            study=study,
            manifest=form.cleaned_data["pack"],
            approval=form.approval(),
            now=timezone.now(),
            by=account_of(request),
        )
    context = {"study": study, "form": form, "made": made}
    status = 422 if form.is_bound and made is None else 200
    return render(request, "trials/texts/decide_pack.html", context, status=status)
