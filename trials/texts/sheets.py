"""A study's texts in one language as a file for translators, and back. Pure.

A line for each text: its path, the words of the source language, the words of this one.
"""

import csv
import io
from dataclasses import dataclass

from trials.texts.bodies import Body, with_words, words_in

HEAD = ("path", "source", "translation")
# A spreadsheet would read these as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class SheetError(ValueError):
    """A file that is no sheet of this text; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Sheet:
    """What a translator sent back: words by path."""

    words: dict[str, str]


def write_sheet(source: Body, translation: Body) -> str:
    """Return the file; it begins with a mark so that spreadsheets read UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    done = dict(words_in(translation))
    for path, words in words_in(source):
        writer.writerow(
            [path, without_formula(words), without_formula(done.get(path, ""))]
        )
    return "\ufeff" + out.getvalue()


def without_formula(words: str) -> str:
    """Return words that no spreadsheet computes."""
    return f"'{words}" if words.startswith(FORMULA) else words


def read_sheet(raw: bytes) -> Sheet:
    """Return what a file says; raises SheetError for what is none."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetError("no_utf8") from None
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=False))
    if not rows or tuple(rows[0][: len(HEAD)]) != HEAD:
        raise SheetError("no_head")
    lines = [row for row in rows[1:] if any(row)]
    if any(len(row) < len(HEAD) for row in lines):
        raise SheetError("short_line")
    return Sheet({row[0]: as_written(row[2]) for row in lines if row[2].strip()})


def as_written(words: str) -> str:
    """Return words without the mark that kept a spreadsheet from computing."""
    is_kept = words[:1] == "'" and words[1:].startswith(FORMULA)
    return words[1:] if is_kept else words


def translated_body(source: Body, before: Body, sheet: Sheet) -> Body:
    """Return the source's shape with the sheet's words; what is missing stays.

    Raises SheetError where a path is none of this text's.
    """
    paths = dict(words_in(source))
    if sheet.words.keys() - paths.keys():
        raise SheetError("other_text")
    empty = dict.fromkeys(paths, "")
    words = {**empty, **dict(words_in(before)), **sheet.words}
    made: Body = with_words(source, {path: words[path] for path in paths})
    return made
