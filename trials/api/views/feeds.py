"""New and changed studies of a condition, as an Atom feed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.hospital.says import portal_name
from trials.api.answers.addresses import page_in
from trials.conditions import condition_key, local_names
from trials.models import Study, StudyCondition
from trials.pages.cache import shared_page
from trials.pages.state.strip import strip_of
from trials.pages.titles import title_in
from trials.texts.serving import title_texts

ENTRIES = 50


@require_safe
@shared_page
def condition_feed(request: HttpRequest, condition: str) -> HttpResponse:
    """List what became of a condition's studies, the newest first."""
    key = condition_key(condition.replace("-", " "))
    row = StudyCondition.objects.published().filter(key=key).first()
    if row is None:
        raise Http404
    language = get_language()
    name = local_names(language).get(key, row.name)
    feed = Atom1Feed(
        title=_("Trials: %(condition)s") % {"condition": name},
        link=page_in("trials:study_list", language),
        description=_("New and changed trials of %(condition)s.") % {"condition": name},
        language=language,
        author_name=portal_name(),
        feed_url=page_in("condition_feed", language, condition),
    )
    for study in newest_of(key):
        feed.add_item(**entry_of(study, language))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def newest_of(key: str) -> list[Study]:
    """Return the published studies of a condition, changed last first."""
    found = Study.objects.published().filter(condition_rows__key=key).distinct()
    rows = found.prefetch_related(title_texts("texts"))
    return list(rows.order_by("-changed_at", "registry_id")[:ENTRIES])


def entry_of(study: Study, language: str) -> dict[str, object]:
    """Return what a reader of feeds shows of a study."""
    today = timezone.localdate()
    title, _language = title_in(study, language, today)
    address = page_in("trials:study_detail", language, study.registry_id)
    strip = strip_of(study, study.judged(today), today, language)
    return {
        "title": f"{title} ({study.registry_id})",
        "link": address,
        "unique_id": address,
        "description": " ".join([strip.sentence, *strip.remarks]),
        "updateddate": study.changed_at,
        "categories": study.conditions,
    }
