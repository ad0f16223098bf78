"""All that the study's page says, in the order in which it says it."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from trials.models import SectionKind, Study, StudySite, TextKind
from trials.models.gated.kinds import OF_STUDIES
from trials.pages import facts
from trials.pages.blocks import blocks, phase_blocks, sources_of
from trials.pages.changes import changes_in_words
from trials.pages.contact import primary_contact
from trials.pages.criteria import eligibility
from trials.pages.explained.glossary import Explainer, Word, words
from trials.pages.explained.known import explained_words
from trials.pages.found.block import linked_block
from trials.pages.found.described import description_of, head_title
from trials.pages.found.trial import linked_study
from trials.pages.layer.blocks import Layer, layer_of, shown_blocks
from trials.pages.layer.lead import lead_of
from trials.pages.layer.practical import practical_facts
from trials.pages.layer.questions import Answered, ten_questions
from trials.pages.layer.tiles import four_tiles
from trials.pages.markup import registry_html
from trials.pages.paper.qr import draw_qr
from trials.pages.paper.sheet import SheetWords, sheet_of
from trials.pages.rows import CHANGES, bring_rows
from trials.pages.sites.listed import sites_context
from trials.pages.state.afterwards import over_context
from trials.pages.state.cards import with_tones
from trials.pages.state.pressing import main_button
from trials.pages.state.strip import copied_words, strip_of
from trials.texts.prose.judged import JudgedProse, judged_words
from trials.texts.serving import has_selfcheck, served_on_page
from trials.texts.shown import ShownText


def study_context(study: Study, today: date, language: str) -> dict[str, Any]:
    """Return what the template prints; as many queries for any study."""
    sites = bring_rows(study)
    served = served_on_page(study, today, language)
    contents = served.texts
    ours = pick(contents, language)
    common = general_texts(contents, language)
    known = explained_words(study, editors_words(ours, contents), common, language)
    explain = Explainer(known)
    layer, is_plain = layer_of(study, sites, today), not served.is_layer_off
    made = layer.blocks if is_plain else {}
    head = title_context(study, ours, language)
    summary = description_of(study, ours, made)
    said = {"name": head["title"], "description": summary}
    judged = judged_words(study, list(study.criteria.all()))
    texts = explained_texts(layer, study, judged, (ours, common), explain)
    practical = practical_facts(contents, sites, language)
    asked = [*unanswered(texts["questions"]), *practical.questions]
    printed = SheetWords(ours, made, asked)
    return {
        "study": study,
        "content": ours,
        "summary": summary,
        "lead": lead_of(ours, made),
        "tiles": four_tiles(study, layer.record, sites, practical, language),
        **paper_context(study, sites, printed, today, language),
        "linked": linked_block(linked_study(study, sites, today, language, **said)),
        "missing": missing(study, ours),
        **head,
        **texts,
        "practical": practical,
        "is_layer_off": not is_plain,
        **recorded_context(study, judged, language),
        # After the texts: only now is known which words they use.
        "words": explain.explained(),
        "has_selfcheck": has_selfcheck(study, today),
        **standing_context(study, sites, today, language),
    }


def unanswered(questions: list[Answered]) -> list[str]:
    """Return which of the ten questions the page has no answer to."""
    return [one.question for one in questions if not one.anchor]


def recorded_context(
    study: Study, judged: JudgedProse, language: str
) -> dict[str, Any]:
    """Return what stands there as the record has it."""
    return {
        "is_risky": judged.is_risky,
        "details": facts.details(study, language),
        "last_update": facts.registry_date(study.last_update_date, language),
        "contact": primary_contact(study, language),
        "changes": changes_in_words(CHANGES.rows(study.pk)),
    }


def paper_context(
    study: Study,
    sites: list[StudySite],
    printed: SheetWords,
    today: date,
    language: str,
) -> dict[str, Any]:
    """Return the sheet that only paper shows, and the code that leads back here."""
    sheet = sheet_of(study, sites, printed, today, language)
    return {"sheet": sheet, "qr": draw_qr(sheet.address)}


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


def title_context(
    study: Study, ours: ShownText | None, language: str
) -> dict[str, Any]:
    """Return what stands at the head of the page."""
    own_title = ours and ours.registry_title
    return {
        "title": own_title or study.brief_title,
        "title_language": language if own_title else "en",
        "head_title": head_title(own_title or study.brief_title, study, language),
        "badges": [facts.age_limits(study), facts.sex(study), facts.phase(study)],
    }


def explained_texts(
    layer: Layer,
    study: Study,
    judged: JudgedProse,
    written: tuple[ShownText | None, list[ShownText]],
    explain: Explainer,
) -> dict[str, Any]:
    """Return the texts in the order of the page: that is where a word comes first."""
    ours, common = written
    own = [ours] if ours else []
    in_short = blocks(own, SectionKind.IN_SHORT, explain)
    plain = shown_blocks(layer, ours, explain)
    faqs = blocks(own, SectionKind.FAQ, explain)
    general = blocks(common, SectionKind.FAQ, explain)
    return {
        "in_short": in_short,
        "in_short_sources": sources_of(in_short),
        "plain_blocks": plain,
        "questions": ten_questions(plain, in_short, [*faqs, *general]),
        "phase_blocks": phase_blocks(study, [*common, *own], explain),
        "unread": unread_kinds(common),
        "overview": explain(registry_html(study.brief_summary)),
        "description": explain(registry_html(study.detailed_description)),
        "eligibility": eligibility(study, judged.kinds, explain),
        "faqs": faqs,
        "general_faqs": general,
    }


def general_texts(contents: list[ShownText], language: str) -> list[ShownText]:
    """Return the texts that belong to no study, in the visitor's language."""
    here = [one for one in contents if one.language == language]
    return [one for one in here if one.kind not in OF_STUDIES]


def unread_kinds(common: list[ShownText]) -> set[str]:
    """Return the general texts that nobody at this hospital has read yet."""
    return {one.kind for one in common if not one.is_approved}


def pick(contents: list[ShownText], language: str) -> ShownText | None:
    """Return the words in the visitor's language; no other language is passed off."""
    own = (one for one in contents if one.kind == TextKind.STUDY)
    return next((one for one in own if one.language == language), None)


def editors_words(ours: ShownText | None, contents: list[ShownText]) -> list[Word]:
    """Return the words that a study's editors explain, spelled as in any language."""
    terms = ours.words if ours else ()
    keys = {term.key for term in terms}
    others = [
        term
        for content in contents
        for term in content.words
        if content.kind == TextKind.STUDY and term.key in keys
    ]
    return words(terms, others)


def missing(study: Study, ours: ShownText | None) -> list[str]:
    """Return what the record does not say, so that silence is not read as "none"."""
    if ours and ours.missing_facts:
        return list(ours.missing_facts)
    unsaid = [] if study.detailed_description else [_("A longer description")]
    if not study.facts.get("has_adverse_events"):
        unsaid.append(_("Side effects"))
    return [*unsaid, _("Costs and payment")]
