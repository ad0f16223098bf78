"""The sheet as PDF, and the card as a picture: made once per version and language."""

from typing import Any

from django.utils.translation import gettext as _

from portal.pages.languages import in_own_digits
from trials.models import Study
from trials.pages.paper.qr import draw_qr
from trials.pages.paper.sheet import StudySheet
from trials.pages.paper.typeset import typeset

# Three lines of a card.
LONGEST_TITLE = 110
TYPED = ("number", "original", "address", "asked")


def sheet_pdf(sheet: StudySheet) -> bytes:
    """Return the two pages, tagged for who has them read aloud."""
    code = draw_qr(sheet.address)
    values = {
        **in_own_digits(sheet.values()),
        # Whom one dials and writes to is the same in every language's digits.
        **{name: sheet.values()[name] for name in TYPED},
        **letters_of(sheet.language),
        "labels": in_own_digits(sheet_labels()),
        "counting": in_own_digits("1 / 1"),
        "qr": svg_of(code.side, code.path),
    }
    return typeset("sheet", values, "pdf")


def letters_of(language: str) -> dict[str, str | None]:
    """Return by which letters a language is set: Chinese ones differ by the region."""
    code, _bar, script = language.partition("-")
    return {"lang": code, "region": {"hans": "cn", "hant": "tw"}.get(script)}


def svg_of(side: int, path: str) -> str:
    """Return a code as a picture of its own."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{path}" stroke="#000"/></svg>'
    )


def sheet_labels() -> dict[str, str]:
    """Return what stands beside the values."""
    return {
        "ask": _("Whom to ask"),
        "phone": _("Phone:"),
        "email": _("E-mail:"),
        "address": _("Address:"),
        "page": _("This page:"),
        "code": _("Code for a telephone's camera: it opens this page"),
        "places": _("Where it takes place"),
        "questions": _("Questions to ask"),
        "only": _("It is only a question. You agree to nothing by asking."),
        "fictional": _(
            "This study is invented to show how this software works. It does not exist."
        ),
    }


def card_png(study: Study, sheet: StudySheet) -> bytes:
    """Return the picture of a study for whoever is sent its link."""
    title = sheet.title
    values: dict[str, Any] = {
        "lang": sheet.language.partition("-")[0],
        "portal": sheet.portal,
        "title": title if len(title) <= LONGEST_TITLE else f"{title[:LONGEST_TITLE]}…",
        "condition": " · ".join(study.conditions[:2]),
        "state": in_own_digits(sheet.state),
        "number": sheet.number,
    }
    return typeset("card", values, "png")
