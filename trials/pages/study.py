"""All that the study's page says, in the order in which it says it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.lib.cldr import language_name
from trials.models import (
    ContactRole,
    CriterionKind,
    SectionKind,
    Study,
    StudyContact,
    StudyContent,
    TextSection,
    TextSource,
)
from trials.pages import facts
from trials.pages.changes import changes_in_words
from trials.pages.glossary import Explainer, words
from trials.pages.markup import criteria_html, registry_html
from trials.pages.sites import sites_context
from trials.registry.clinicaltrials.text import one_line

DESCRIPTION_LENGTH = 160


@dataclass(frozen=True)
class Block:
    """A heading or question with explained paragraphs and where they come from."""

    key: str
    heading: str
    paragraphs: list[dict[str, Any]]
    sources: list[str]


def study_context(study: Study, language: str) -> dict[str, Any]:
    """Return what the template prints; as many queries for any study."""
    contents = list(
        StudyContent.objects.filter(Q(study=study) | Q(study=None)).prefetch_related(
            "words"
        )
    )
    ours, common = pick(contents, study, language), pick(contents, None, language)
    prefetch_related_objects(
        [content for content in (ours, common) if content], "sections__paragraphs"
    )
    known = all_words([ours, common], contents)
    explain = Explainer(known)
    return {
        "study": study,
        "title": (ours and ours.registry_title) or study.brief_title,
        "title_language": language if ours and ours.registry_title else "en",
        "content": ours,
        "summary": one_line(study.brief_summary)[:DESCRIPTION_LENGTH],
        "badges": [facts.age_limits(study), facts.sex(study), facts.phase(study)],
        "in_short": blocks(ours, SectionKind.IN_SHORT, explain),
        "phase_blocks": phase_blocks(study, ours, common, explain),
        "overview": explain(registry_html(study.brief_summary)),
        "description": explain(registry_html(study.detailed_description)),
        "eligibility": eligibility(study, explain),
        "details": facts.details(study, language),
        "last_update": facts.registry_date(study.last_update_date, language),
        "missing": missing(study, ours, language),
        "faqs": blocks(ours, SectionKind.FAQ, explain),
        "general_faqs": blocks(common, SectionKind.FAQ, explain),
        "words": [word for word in known if word.key in explain.marked],
        "contact": primary_contact(study, language),
        "has_selfcheck": study.selfchecks.published().exists(),
        "changes": changes_in_words(list(study.changes.all()[:20])),
        **sites_context(study, language),
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


def blocks(content: StudyContent | None, kind: str, explain: Explainer) -> list[Block]:
    """Return the sections of one kind."""
    if content is None:
        return []
    return [
        block(section, explain)
        for section in content.sections.all()
        if section.kind == kind
    ]


def block(section: TextSection, explain: Explainer) -> Block:
    """Return one section; its paragraphs are plain text and escaped here."""
    paragraphs = list(section.paragraphs.all())
    sources = dict.fromkeys(TextSource(one.source).label for one in paragraphs)
    return Block(
        section.key,
        section.heading,
        [
            {
                "html": explain(SafeString(escape(paragraph.text))),
                "needs_confirmation": paragraph.needs_team_confirmation,
            }
            for paragraph in paragraphs
        ],
        [str(source) for source in sources],
    )


def phase_blocks(
    study: Study,
    ours: StudyContent | None,
    common: StudyContent | None,
    explain: Explainer,
) -> list[Block]:
    """Return what this study's phases mean; its own words win over the general."""
    keys = [code.lower().replace("phase", "phase-") for code in study.phases]
    wanted = [key.replace("early_", "early-") for key in keys]
    found = {
        found.key: found
        for content in (common, ours)
        for found in blocks(content, SectionKind.PHASE, explain)
        if found.key in wanted
    }
    return list(found.values())


def eligibility(study: Study, explain: Explainer) -> dict[str, Any]:
    """Return both lists, or the whole text where it could not be divided."""
    rows = list(study.criteria.all())
    sides = {kind: [row for row in rows if row.kind == kind] for kind in CriterionKind}
    return {
        "is_split": study.is_eligibility_split,
        "general": explain(criteria_html(sides[CriterionKind.GENERAL])),
        "inclusion": explain(criteria_html(sides[CriterionKind.INCLUSION])),
        "exclusion": explain(criteria_html(sides[CriterionKind.EXCLUSION])),
        "whole": ""
        if study.is_eligibility_split
        else explain(registry_html(study.eligibility_text)),
    }


def missing(study: Study, ours: StudyContent | None, language: str) -> list[str]:
    """Return what the record does not say, so that silence is not read as "none"."""
    if ours and ours.missing_facts:
        return ours.missing_facts
    unsaid = [name for name, value in facts.details(study, language) if not value]
    if not study.detailed_description:
        unsaid.append(_("A longer description"))
    return [*unsaid, _("Side effects"), _("Costs and payment")]


def primary_contact(study: Study, language: str) -> dict[str, Any] | None:
    """Return the person or office to ask, as the registry names it."""
    people = [c for c in study.contacts.all() if c.role == ContactRole.CONTACT]
    central = [c for c in people if c.site_id is None]
    contact = next(iter(central or people), None)
    if contact is None:
        return None
    name = study.contact_display_name or contact.name or _("Study team")
    return {
        "name": name,
        "initials": initials(name),
        "has_photo": bool(study.contact_photo),
        "phone": contact.phone,
        "phone_link": dialable(contact),
        "extension": contact.phone_ext,
        "email": contact.email,
        "languages": [language_name(code, language) for code in study.team_languages],
    }


def initials(name: str) -> str:
    """Return up to two letters for the avatar."""
    parts = [part for part in name.split() if part[0].isalnum()]
    letters = [
        part[0] for part in (parts[:1] + parts[-1:] if len(parts) > 1 else parts)
    ]
    return "".join(letters).upper() or "?"


def dialable(contact: StudyContact) -> str:
    """Return the digits of a telephone link; "" for "E-mail only" and the like."""
    digits = "".join(c for c in contact.phone if c.isdigit())
    plus = "+" if contact.phone.strip().startswith("+") else ""
    is_number = 7 <= len(digits) <= 15 and "@" not in contact.phone
    return f"tel:{plus}{digits}" if is_number else ""
