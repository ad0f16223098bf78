"""What the first page shows of the trials: real ones first, and what opened lately."""

from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from trials.listing.cards import bare_card, sites_by_study
from trials.models import OverallStatus, Study
from trials.models.studies import StudyQuerySet
from trials.pages.layer.tiles import where_words
from trials.pages.state.cards import with_tones
from trials.texts.serving import title_texts

MOST, MOST_NEW = 6, 3
LATELY = timedelta(days=90)


def home_context(today: date, language: str) -> dict[str, Any]:
    """Return the cards of both kinds, each kind in the order of how sure it is."""
    asked = Study.objects.published().open()
    surest = asked.surest_first(today, "-last_update_date")
    real = home_cards(surest.filter(is_fictional=False)[:MOST], today, language)
    new = opened_lately(asked.filter(is_fictional=False), today)
    return {
        "cards": real,
        "opened": home_cards(new[:MOST_NEW], today, language),
        "invented": home_cards(
            surest.filter(is_fictional=True)[:MOST], today, language
        ),
    }


def opened_lately(asked: StudyQuerySet, today: date) -> StudyQuerySet:
    """Return what began to take people not long ago, the newest first."""
    recruiting = asked.filter(overall_status=OverallStatus.RECRUITING)
    # Dates as the registry has them: a month without its day counts from its first.
    since = f"{today - LATELY:%Y-%m}"
    begun = recruiting.filter(start_date__gte=since, start_date__lte=f"{today}")
    return begun.order_by("-start_date", "registry_id")


def home_cards(
    chosen: StudyQuerySet, today: date, language: str
) -> list[dict[str, Any]]:
    """Return cards that say what one decides by."""
    studies = with_tones(chosen, today)
    prefetch_related_objects(studies, title_texts("texts"))
    sites = sites_by_study([study.pk for study in studies])
    return [
        {
            **bare_card(study, today, language),
            "where": where_words(sites.get(study.pk, []), language),
        }
        for study in studies
    ]
