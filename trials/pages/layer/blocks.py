"""The plain layer as the study's page shows it, and what of it an editor replaced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from trials.models import CriterionKind, CriterionShape, Study, StudySite
from trials.pages.explained.glossary import Explainer
from trials.pages.layer.labels import opened_fields
from trials.pages.markup import sentence_html
from trials.plain.blocks.short import OBSERVATIONAL
from trials.plain.contradictions.rules import SHOWN, contradictions
from trials.plain.layer import PlainBlock, PlainBlocks, plain_blocks
from trials.plain.record import PlainRecord, plain_record
from trials.plain.sentences import Sentence
from trials.registry.clinicaltrials.text import one_line
from trials.texts.shown import ShownText

TITLES = {
    "short": _("In one sentence"),
    "who": _("Who it is for"),
    "tested": _("What is tested, and against what"),
    "chance": _("By chance or not"),
    "masking": _("Who will know"),
    "outcomes": _("What they measure"),
    "size": _("How big, from when to when"),
    "sponsor": _("Who runs it"),
    "results": _("What happens with results"),
    "phase": _("The phase"),
    "doubts": _("What the record says in two ways"),
}
NAMES_ONLY = _("What the record names")
# The strip on top of the page says that a day has passed.
SAID_BY_STRIP = frozenset({"3", "4", "5"})
# An editor's section of this key stands in place of these blocks. `visits`, `risks`
# and `unknown` are an editor's only: no field says anything of them.
REPLACED_BY = {
    **{key: (key,) for key in TITLES if key != "doubts"},
    "what": ("short", "tested"),
    "who-runs": ("sponsor",),
}


@dataclass(frozen=True)
class ShownBlock:
    """A block with its heading, and the fields that it opens to."""

    key: str
    heading: str
    sentences: list[SafeString]
    groups: list[SafeString]
    more: list[SafeString]
    fields: list[tuple[str, list[str], bool]]


def record_of(study: Study, sites: Iterable[StudySite]) -> PlainRecord:
    """Return a study as the plain layer reads it."""
    rows = [row for row in study.criteria.all() if row.form != CriterionShape.HEADING]
    lines = {
        kind: [one_line(row.text) for row in rows if row.kind == kind]
        for kind in (CriterionKind.INCLUSION, CriterionKind.EXCLUSION)
    }
    return plain_record(
        study,
        site_statuses=[site.status for site in sites],
        inclusion=lines[CriterionKind.INCLUSION],
        exclusion=lines[CriterionKind.EXCLUSION],
    )


@dataclass(frozen=True)
class Layer:
    """A record as the plain layer reads it, and what is made of it on a day."""

    record: PlainRecord
    today: date
    blocks: PlainBlocks


def layer_of(study: Study, sites: Iterable[StudySite], today: date) -> Layer:
    """Return a study's layer in the active language: made once for a whole page."""
    record = record_of(study, sites)
    return Layer(record, today, plain_blocks(record, today))


def shown_blocks(
    layer: Layer, content: ShownText | None, explain: Explainer
) -> list[ShownBlock]:
    """Return the blocks that no editor replaced."""
    replaced = replaced_keys(content)
    shown = [
        shown_block(block, layer.record, explain)
        for key, block in layer.blocks.items()
        if key not in replaced
    ]
    return [*shown, *doubts(layer.record, layer.today)] if layer.blocks else []


def replaced_keys(content: ShownText | None) -> set[str]:
    """Return the blocks for which an editor wrote something better."""
    sections = content.sections if content else ()
    return {key for one in sections for key in REPLACED_BY.get(one.key, ())}


def shown_block(
    block: PlainBlock, record: PlainRecord, explain: Explainer
) -> ShownBlock:
    is_observed = block.key == "tested" and record.study_type == OBSERVATIONAL
    return ShownBlock(
        key=block.key,
        heading=gettext(NAMES_ONLY if is_observed else TITLES[block.key]),
        sentences=[explain(sentence_html(one.text)) for one in block.sentences],
        groups=[explain(sentence_html(one.text)) for one in block.groups],
        more=[],
        fields=opened_fields(record, block.fields),
    )


def doubts(record: PlainRecord, today: date) -> list[ShownBlock]:
    """Return what the record says in two ways: three sentences, the rest opened."""
    said = contradictions(record, today)
    found: list[Sentence] = [
        one for rule, one in said.items() if rule not in SAID_BY_STRIP
    ]
    if not found:
        return []
    names = dict.fromkeys(name for one in found for name in one.fields)
    html = [sentence_html(one.text) for one in found]
    return [
        ShownBlock(
            key="doubts",
            heading=gettext(TITLES["doubts"]),
            sentences=html[:SHOWN],
            groups=[],
            more=html[SHOWN:],
            fields=opened_fields(record, names),
        )
    ]
