"""Texts in which nothing is marked up: their HTML is the text, and no parser is asked.

Only signs that mean nothing to CommonMark or HTML are let through, and only lines that
begin with a letter or a bracket; whatever else goes the long way. Pure.
"""

import re

# No sign of CommonMark's or HTML's inside a line, no blank but the usual one.
SIGN = r"A-Za-z0-9,.;:%/()?=+'\"$@#|{}^~\-¡-¬®-ʯͰ-Ͽ‐-‧‰-⁞₀-₎℀-⅏←-⋿"
LINE = re.compile(f"[{SIGN}](?:[{SIGN} ]*[{SIGN}])?")
BEGINNING = re.compile(r"[A-Za-z(]")


def is_plain_line(text: str) -> bool:
    """Whether a line's HTML is the line."""
    return LINE.fullmatch(text) is not None


def unmarked_html(text: str) -> str | None:
    """Return the HTML of plain paragraphs; None where anything is unusual."""
    found: list[list[str]] = [[]]
    for line in text.split("\n"):
        if not line:
            found.append([])
        elif BEGINNING.match(line) and is_plain_line(line):
            found[-1].append(line)
        else:
            return None
    paragraphs = ("\n".join(lines) for lines in found if lines)
    return "\n".join(f"<p>{words}</p>" for words in paragraphs)
