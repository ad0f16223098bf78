"""The studies that the portal has, shown or hidden, as staff search them."""

from django.db.models import Q, QuerySet

from trials.models import Study

MOST_LISTED = 300
STATES = {"shown": True, "hidden": False}


def studies_here(text: str, state: str) -> QuerySet[Study]:
    """Return what fits, the hidden ones first: they wait for somebody."""
    found = Study.objects.order_by("is_published", "registry_id")
    if state in STATES:
        found = found.filter(is_published=STATES[state])
    if text:
        found = found.filter(
            Q(registry_id__icontains=text)
            | Q(brief_title__icontains=text)
            | Q(organization__icontains=text)
        )
    return found
