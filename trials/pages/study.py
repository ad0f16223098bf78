"""All that the study's page says, in the order in which it says it."""

from datetime import date
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext as _

from trials.models import (
    SectionKind,
    Study,
    StudyContent,
    StudySite,
)
from trials.pages import facts
from trials.pages.blocks import blocks, phase_blocks
from trials.pages.changes import changes_in_words
from trials.pages.contact import primary_contact
from trials.pages.criteria import eligibility
from trials.pages.glossary import Explainer, words
from trials.pages.layer.blocks import record_of, shown_blocks
from trials.pages.layer.known import explained_words
from trials.pages.layer.questions import ten_questions
from trials.pages.markup import registry_html
from trials.pages.sites.listed import sites_context
from trials.pages.state.afterwards import over_context
from trials.pages.state.cards import with_tones
from trials.pages.state.pressing import main_button
from trials.pages.state.strip import copied_words, strip_of
from trials.plain.record import PlainRecord
from trials.registry.clinicaltrials.text import one_line

DESCRIPTION_LENGTH = 160


def study_context(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return what the template prints; as many queries for any study."""
    prefetch_related_objects([study], "criteria")
    sites = list(study.sites.listed())
    contents = contents_of(study)
    ours, common = pick(contents, study, language), pick(contents, None, language)
    prefetch_related_objects(
        [content for content in (ours, common) if content], "sections__paragraphs"
    )
    known = explained_words(study, all_words([ours, common], contents), language)
    explain = Explainer(known)
    return {
        "study": study,
        "content": ours,
        "missing": missing(study, ours),
        **title_context(study, ours, language),
        **explained_texts(record_of(study, sites), study, ours, common, today, explain),
        "details": facts.details(study, language),
        "last_update": facts.registry_date(study.last_update_date, language),
        # After the texts: only now is known which words they use.
        "words": [word for word in known if word.key in explain.marked],
        "contact": primary_contact(study, language),
        "has_selfcheck": study.selfchecks.published().exists(),
        "changes": changes_in_words(list(study.changes.all()[:20])),
        **standing_context(study, sites, today, language),
    }


def standing_context(
    study: Study, found: list[StudySite], today: date, language: str
) -> dict[str, Any]:
    """Return how study and places stand on a day, and what to press."""
    with_tones([study], today)
    judged = study.judged(today)
    sites = sites_context(study, found, judged.tone, today, language)
    return {
        **sites,
        **over_context(study, today, language),
        "strip": strip_of(study, judged, today, language),
        # The same day everywhere on the page: a file's own, not that of its import.
        "copied": copied_words(study, language),
        "main_button": main_button(study, judged, sites["contact_url"]),
    }


def contents_of(study: Study) -> list[StudyContent]:
    """Return a study's words in all languages, and the general ones."""
    theirs = StudyContent.objects.filter(Q(study=study) | Q(study=None))
    return list(theirs.prefetch_related("words"))


def title_context(
    study: Study, ours: StudyContent | None, language: str
) -> dict[str, Any]:
    """Return what stands at the head of the page."""
    own_title = ours and ours.registry_title
    return {
        "title": own_title or study.brief_title,
        "title_language": language if own_title else "en",
        "summary": one_line(study.brief_summary)[:DESCRIPTION_LENGTH],
        "badges": [facts.age_limits(study), facts.sex(study), facts.phase(study)],
    }


def explained_texts(
    record: PlainRecord,
    study: Study,
    ours: StudyContent | None,
    common: StudyContent | None,
    today: date,
    explain: Explainer,
) -> dict[str, Any]:
    """Return the texts in the order of the page: that is where a word comes first."""
    in_short = blocks(ours, SectionKind.IN_SHORT, explain)
    plain = shown_blocks(record, ours, today, explain)
    faqs = blocks(ours, SectionKind.FAQ, explain)
    general = blocks(common, SectionKind.FAQ, explain)
    return {
        "in_short": in_short,
        "plain_blocks": plain,
        "questions": ten_questions(plain, in_short, [*faqs, *general]),
        "phase_blocks": phase_blocks(study, ours, common, explain),
        "overview": explain(registry_html(study.brief_summary)),
        "description": explain(registry_html(study.detailed_description)),
        "eligibility": eligibility(study, explain),
        "faqs": faqs,
        "general_faqs": general,
    }


def pick(
    contents: list[StudyContent], study: Study | None, language: str
) -> StudyContent | None:
    """Return the words in the visitor's language; no other language is passed off."""
    owner = study.pk if study else None
    fits = (c for c in contents if (c.study_id, c.language) == (owner, language))
    return next(fits, None)


def all_words(
    shown: list[StudyContent | None], contents: list[StudyContent]
) -> list[Any]:
    """Return every word with its spellings in all languages; the study's win."""
    terms = {
        term.key: term
        for content in reversed(shown)
        if content
        for term in content.words.all()
    }
    others = [term for content in contents for term in content.words.all()]
    return words(terms.values(), [term for term in others if term.key in terms])


def missing(study: Study, ours: StudyContent | None) -> list[str]:
    """Return what the record does not say, so that silence is not read as "none"."""
    if ours and ours.missing_facts:
        return ours.missing_facts
    unsaid = [] if study.detailed_description else [_("A longer description")]
    if not study.facts.get("has_adverse_events"):
        unsaid.append(_("Side effects"))
    return [*unsaid, _("Costs and payment")]
