"""Our own words about a study: sentences made from its record, and texts by people."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from trials.api.answers.addresses import iso
from trials.models import SectionKind, Study, StudySite, TextKind
from trials.models.gated.kinds import OF_STUDIES
from trials.pages.layer.blocks import TITLES, record_of, replaced_keys
from trials.plain.layer import VERSION, plain_blocks
from trials.texts.serving import PageTexts
from trials.texts.shown import ShownText


def plain_layer(
    study: Study,
    sites: list[StudySite],
    texts: PageTexts,
    today: date,
    language: str,
) -> dict[str, Any]:
    """Return the blocks of the page that no editor replaced, with their fields."""
    ours = text_about_study(texts, language)
    blocks = {} if texts.is_layer_off else plain_blocks(record_of(study, sites), today)
    left_out = replaced_keys(ours)
    return {
        "version": VERSION,
        "language": language,
        "blocks": [
            {
                "key": key,
                "heading": gettext(TITLES[key]),
                "sentences": [one.plain_text for one in block.sentences],
                "lines": [one.plain_text for one in block.groups],
                "rests_on": list(block.fields),
            }
            for key, block in blocks.items()
            if key not in left_out
        ],
    }


def text_about_study(texts: PageTexts, language: str) -> ShownText | None:
    """Return the words that people wrote about the study in a language."""
    own = (one for one in texts.texts if one.kind == TextKind.STUDY)
    return next((one for one in own if one.language == language), None)


def own_texts(texts: PageTexts, language: str) -> list[dict[str, Any]]:
    """Return which versions of our texts stand on the page, and who read them."""
    here = [one for one in texts.texts if one.language == language]
    return [text_answer(one) for one in here]


def text_answer(text: ShownText) -> dict[str, Any]:
    """Return a text with its version; whole where it is about the study."""
    return {
        "kind": text.kind,
        "language": text.language,
        "version": text.version,
        "site": text.site_key or None,
        "is_approved": text.is_approved,
        "approved_by": text.reviewer or None,
        "approved_on": iso(text.approved_on),
        "ethics_reference": text.ethics_reference or None,
        "facts": text.facts,
        "sections": [
            {
                "key": one.key,
                "heading": one.heading,
                "is_question": one.kind == SectionKind.FAQ,
                "paragraphs": [part.text for part in one.paragraphs],
            }
            for one in (text.sections if text.kind in OF_STUDIES else ())
        ],
    }
