"""What the answers to one question call for: seen, added, taken out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from trials.authoring.care_form import CareForm
from trials.authoring.text_names import said
from trials.authoring.views.access import author_only, draft_of
from trials.authoring.views.items import item_of
from trials.authoring.views.saving import save_draft
from trials.selfcheck.danger.editing import with_care, without_care


@author_only
@require_http_methods(["GET", "HEAD", "POST"])
def author_care(
    request: HttpRequest, registry_id: str, number: str, link: str
) -> HttpResponse:
    """Write what to say first where an answer is a danger sign."""
    version = draft_of(registry_id, number)
    item = item_of(version, link, is_question=True)
    document = version.definition
    gone = request.POST.get("remove", "")
    form = CareForm(
        None if gone else request.POST or None, document=document, item=item
    )
    changed = None
    if gone:
        changed = without_care(document, link, gone)
    elif request.method == "POST" and form.is_valid():
        changed = with_care(document, link, form.care())
    if changed and save_draft(request, version, changed):
        return redirect("authoring:author_care", registry_id, number, link)
    told = [{**one, "said": said(one["text"])} for one in item.get("care", [])]
    context = {"version": version, "item": item, "form": form, "told": told}
    context["name"] = said(item["text"])
    page = "trials/authoring/author_care.html"
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, page, context, status=status)
