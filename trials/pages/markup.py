"""The one place that calls text HTML: registry texts, cleaned; and criteria lists."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_bidi

from portal.pages.compiled.unmarked import is_plain_line, unmarked_html
from trials.models import CriterionShape, EligibilityCriterion
from trials.plain.glossing.finding import kinds_in_words
from trials.plain.sentences import pieces
from trials.registry.clinicaltrials.text import (
    one_line,
    render_inline,
    render_markdown,
)

Kinds = Mapping[int, Sequence[str]]
# Our words inside the registry's, which run from the left.
OTHER_WAY = mark_safe(' dir="rtl"')


# A text of a record is the same in every language, and each morning again.
@lru_cache(maxsize=1000)
def registry_html(text: str) -> SafeString:
    """Return a registry's CommonMark as clean HTML (raw HTML off, then nh3)."""
    return SafeString(unmarked_html(text) or render_markdown(text))


@lru_cache(maxsize=20_000)
def inline_html(text: str) -> SafeString:
    """Return one registry line as clean HTML without a paragraph around it."""
    return SafeString(text if is_plain_line(text) else render_inline(text))


def sentence_html(text: str) -> SafeString:
    """Return a sentence of the plain layer, the record's names marked as English."""
    written = ((escape(piece.text), piece.is_name) for piece in pieces(text))
    return SafeString(
        "".join(
            f'<bdi lang="en">{words}</bdi>' if is_name else words
            for words, is_name in written
        )
    )


def joined(parts: Iterable[SafeString]) -> SafeString:
    """Return safe parts one after another."""
    return SafeString("".join(parts))


def with_insertions(html: str, pieces: Sequence[tuple[int, SafeString]]) -> SafeString:
    """Return our own HTML with a safe piece at each of these places, in any order."""
    ordered = sorted(pieces, key=lambda piece: piece[0])
    places = [0, *(at for at, _piece in ordered), len(html)]
    kept = [html[a:b] for a, b in pairwise(places)]
    inserted = [*(piece for _at, piece in ordered), ""]
    return joined(x for pair in zip(kept, inserted, strict=True) for x in pair)


def criteria_html(rows: Sequence[EligibilityCriterion], kinds: Kinds) -> SafeString:
    """Return criteria as nested lists, numbered as the registry numbered them.

    `kinds`: what each is about, by its position.
    """
    children: dict[int | None, list[EligibilityCriterion]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    return level(None, children, kinds)


def level(
    parent: int | None,
    children: dict[int | None, list[EligibilityCriterion]],
    kinds: Kinds,
) -> SafeString:
    """Return one level of the lists; paragraphs and headings interrupt them."""
    parts: list[SafeString] = []
    items: list[EligibilityCriterion] = []
    for row in children.get(parent, []):
        if row.form == CriterionShape.ITEM and same_list(items, row):
            items.append(row)
            continue
        parts.append(as_list(items, children, kinds))
        items = [row] if row.form == CriterionShape.ITEM else []
        if row.form != CriterionShape.ITEM:
            parts.append(block(row))
    return joined([*parts, as_list(items, children, kinds)])


def same_list(items: list[EligibilityCriterion], row: EligibilityCriterion) -> bool:
    """Whether a row goes on in the list so far: both numbered or both not."""
    return not items or (items[-1].number is None) == (row.number is None)


def as_list(
    items: list[EligibilityCriterion],
    children: dict[int | None, list[EligibilityCriterion]],
    kinds: Kinds,
) -> SafeString:
    """Return items as one list, each with its own lists inside."""
    if not items:
        return mark_safe("")
    rows = joined(
        list_item(item, level(item.pk, children, kinds), kinds) for item in items
    )
    first = items[0].number
    if first is None:
        return SafeString(f"<ul>{rows}</ul>")
    return SafeString(f'<ol start="{first}">{rows}</ol>')


def list_item(
    item: EligibilityCriterion, inner: SafeString, kinds: Kinds
) -> SafeString:
    """Return one criterion, which others can point at, with what is nested in it."""
    words = inline_html(item.text)
    if not inner:
        words = joined([words, gloss_html(item, kinds.get(item.position, ()))])
    return SafeString(f'<li id="criterion-{item.position}">{words}{inner}</li>')


def gloss_html(row: EligibilityCriterion, kinds: Sequence[str]) -> SafeString:
    """Return what a criterion is about, in our words, beside its own."""
    said = kinds_in_words(kinds, one_line(row.text)) if kinds else []
    return joined(
        format_html(
            ' <small class="origin gloss" lang="{}"{}>{}</small>',
            get_language() or "en",
            OTHER_WAY if get_language_bidi() else "",
            sentence_html(one.text),
        )
        for one in said
    )


def block(row: EligibilityCriterion) -> SafeString:
    """Return a line that is no list item."""
    tag = "h4" if row.form == CriterionShape.HEADING else "p"
    words = inline_html(row.text)
    return SafeString(f'<{tag} id="criterion-{row.position}">{words}</{tag}>')


def lines(text: str) -> SafeString:
    """Return plain text with its line breaks."""
    return mark_safe("<br>".join(escape(line) for line in text.splitlines()))  # noqa: S308
