"""Where a study's texts stand: what is public, what is drafted, what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings
from django.utils.translation import get_language

from portal.hospital.says import interface_languages, own_languages
from portal.lib.cldr import language_name
from trials.models import Study, TextKind, TextState, TextVersion
from trials.models.gated.kinds import CLASS_OF, OF_STUDIES, TextClass
from trials.models.gated.versions import slot_of
from trials.texts.choosing import choose_version
from trials.texts.legal.own_pages import OWN_KINDS
from trials.texts.outdated import outdated_fields


@dataclass
class TextLine:
    """One text in one language, and its versions that somebody works with."""

    kind: TextKind
    language: str
    language_name: str
    # Of one place of the study; "" of the whole.
    site_key: str = ""
    place: str = ""
    shown: TextVersion | None = None
    open: list[TextVersion] = field(default_factory=list)
    outdated: list[str] = field(default_factory=list)
    # The operator's own words in a language that the pages do not have.
    is_own: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether there is not even a draft."""
        return self.shown is None and not self.open


def lines_of_study(study: Study, today: date) -> list[TextLine]:
    """Return every text that a study can have, in every language."""
    rows = list(TextVersion.objects.filter(study=study))
    told = {one.site_key for one in rows if one.kind == TextKind.FACTS}
    names = {site.key: site.name for site in study.sites.filter(key__in=told)}
    whole = [(kind, "") for kind in OF_STUDIES]
    lines = []
    for kind, key in [*whole, *((TextKind.FACTS, key) for key in sorted(names))]:
        for code, name in interface_languages():
            slot = slot_of(kind, study, code, key)
            line = text_line(kind, code, str(name), slot, rows, today)
            line.site_key, line.place = key, names.get(key, "")
            lines.append(line)
    return lines


def general_lines(today: date) -> list[TextLine]:
    """Return the texts that belong to no study."""
    rows = list(TextVersion.objects.filter(study=None))
    lines = [
        text_line(kind, code, str(name), slot_of(kind, None, code), rows, today)
        for kind in CLASS_OF
        for code, name in interface_languages()
        if kind not in OF_STUDIES
    ]
    return [*lines, *own_lines(rows, today)]


def own_lines(rows: list[TextVersion], today: date) -> list[TextLine]:
    """Return the operator's own words in languages that the pages do not have."""
    here = get_language() or settings.LANGUAGE_CODE
    lines = [
        text_line(
            kind,
            code,
            language_name(code, here),
            slot_of(kind, None, code),
            rows,
            today,
        )
        for kind in OWN_KINDS
        for code in own_languages()
    ]
    return [replace(one, is_own=True) for one in lines]


def text_line(
    kind: TextKind,
    code: str,
    name: str,
    slot: str,
    rows: Iterable[TextVersion],
    today: date,
) -> TextLine:
    """Return where one text stands."""
    mine = sorted(
        (one for one in rows if one.slot == slot), key=lambda one: -one.number
    )
    shown = choose_version(mine, today, unapproved_too=False)
    line = TextLine(kind, code, name, shown=shown)
    open_states = (TextState.DRAFT, TextState.IN_REVIEW, TextState.APPROVED)
    line.open = [one for one in mine if one.state in open_states and one != shown]
    line.outdated = outdated_fields(shown) if shown else []
    return line


def is_unread(line: TextLine) -> bool:
    """Whether families see it as it was shipped."""
    shown = line.shown
    return (
        shown is not None
        and shown.text_class == TextClass.SHIPPED
        and not shown.is_approved
    )
