"""One file for each language goes out to a translator and comes back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from trials.models import Study
from trials.texts.actions.translating import import_sheet, source_of, translation_of
from trials.texts.forms.sheets import PROBLEMS, SheetForm
from trials.texts.overview import lines_of_study
from trials.texts.sheets import SheetError, write_sheet
from trials.texts.views.access import (
    account_of,
    editors_page,
    known_language,
    open_text,
)


@require_safe
@editors_page
def export_sheet(request: HttpRequest, registry_id: str, language: str) -> HttpResponse:
    """Give a translator everything in one file."""
    study = get_object_or_404(Study, registry_id=registry_id)
    code = known_language(language)
    try:
        sheet = write_sheet(source_of(study, code), translation_of(study, code))
    except SheetError:
        raise Http404 from None
    response = HttpResponse(sheet, content_type="text/csv; charset=utf-8")
    name = f"{registry_id}-{code}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@editors_page
@require_POST
def take_sheet(request: HttpRequest, registry_id: str, language: str) -> HttpResponse:
    """Take a translator's file as a draft of its language."""
    study = get_object_or_404(Study, registry_id=registry_id)
    code = known_language(language)
    form = SheetForm(request.POST, request.FILES)
    if form.is_valid():
        sheet, now, by = form.cleaned_data["file"], timezone.now(), account_of(request)
        try:
            return open_text(
                import_sheet(study=study, language=code, sheet=sheet, now=now, by=by)
            )
        except SheetError as error:
            form.add_error("file", PROBLEMS[error.code])
    lines = lines_of_study(study, timezone.localdate())
    context = {"study": study, "lines": lines, "sheet_form": form, "form": form}
    return render(request, "trials/texts/texts_of_study.html", context, status=422)
