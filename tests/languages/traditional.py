"""Writes everything in Traditional Chinese from the Simplified, for script/messages.

OpenCC turns characters and the words of Taiwan (s2twp); `differences.json` beside the
catalogue has what it gets wrong for this portal, the longest first. Never by hand: what
is mended in the table stays mended.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
from opencc import OpenCC

from portal.lib.languages.lacks import DOCUMENTS, ROOT
from portal.lib.languages.offered import CATALOGUES, catalogue_of
from portal.lib.vocabulary import VOCABULARY

SIMPLE, TRADITIONAL = "zh-hans", "zh-hant"
DIFFERENCES = CATALOGUES / "zh_Hant" / "differences.json"
# Written by hand, each for its own readers.
BY_HAND = {"interface_languages", "criteria_headings", "letters"}
# Text is compared with these after its characters have become simplified ones.
READ_AS_SIMPLE = {"search_words", "urgent_words"}
Write = Callable[[str], str]
# How far the second line of a document stands in.
STEP = re.compile(r"[\[{]\n( *)")


def converter() -> Write:
    """Return what writes a text in Traditional Chinese."""
    convert = OpenCC("s2twp").convert
    table: dict[str, str] = json.loads(DIFFERENCES.read_text(encoding="utf-8"))["words"]
    pairs = sorted(table.items(), key=lambda pair: -len(pair[0]))

    def write(text: str) -> str:
        said = convert(text)
        for wrong, right in pairs:
            said = said.replace(wrong, right)
        return said

    return write


def write_catalogue(write: Write) -> None:
    """Write the catalogue and compile it."""
    catalogue = polib.pofile(str(catalogue_of(SIMPLE)), wrapwidth=0)
    catalogue.header = "Traditional Chinese, by script/messages. Nobody has read it."
    catalogue.metadata["Language"] = "zh_Hant"
    for entry in catalogue:
        entry.msgstr = write(entry.msgstr)
        entry.msgstr_plural = {n: write(one) for n, one in entry.msgstr_plural.items()}
    file = catalogue_of(TRADITIONAL)
    file.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(file))
    catalogue.save_as_mofile(str(file.with_suffix(".mo")))


def write_lists(write: Write) -> None:
    """Write each list of words that Simplified Chinese has."""
    for file in sorted(VOCABULARY.glob(f"*/{SIMPLE}.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        said = in_other_script(document, write)
        if file.parent.name in READ_AS_SIMPLE:
            about = {key: document[key] for key in ("owner", "source")}
            said = {**about, "same_as": SIMPLE}
        if file.parent.name not in BY_HAND:
            save(file.with_stem(TRADITIONAL), said)


def in_other_script(value: Any, write: Write) -> Any:
    """Return a document with its words, and none of its keys, in the other script."""
    if isinstance(value, str):
        return write(value)
    if isinstance(value, list):
        return [in_other_script(one, write) for one in value]
    if isinstance(value, dict):
        return {key: in_other_script(one, write) for key, one in value.items()}
    return value


def write_documents(write: Write) -> None:
    """Write the language beside the other one, wherever that stands in a document."""
    for name in DOCUMENTS:
        document = json.loads((ROOT / name).read_text(encoding="utf-8"))
        before = json.dumps(document)
        add_beside(document, write)
        if json.dumps(document) != before:
            save(ROOT / name, document)


def add_beside(value: Any, write: Write) -> None:
    """Add the other script to each place below a value that has the first."""
    if isinstance(value, dict):
        if SIMPLE in value:
            value[TRADITIONAL] = in_other_script(value[SIMPLE], write)
        for below in value.values():
            add_beside(below, write)
    elif isinstance(value, list):
        for below in value:
            add_beside(below, write)


def save(file: Path, document: Any) -> None:
    """Write a document, with the steps that it had."""
    before = file.read_text(encoding="utf-8") if file.is_file() else ""
    step = len(STEP.match(before)[1]) if before else 2
    said = json.dumps(document, ensure_ascii=False, indent=step)
    file.write_text(f"{said}\n", encoding="utf-8")


if __name__ == "__main__":
    chosen = converter()
    write_catalogue(chosen)
    write_lists(chosen)
    write_documents(chosen)
