"""What the look of an HTML element says of its words: hidden, faint, quoted."""

import re

HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"(?<![\w-])(?:font-size|max-height|max-width)\s*:\s*0(?![.\d])|"
    r"(?<![\w-])opacity\s*:\s*0(?![.\d])|"
    r"text-indent\s*:\s*-\d{3,}|(?<![\w-])(?:left|top)\s*:\s*-\d{4,}",
    re.I,
)
FAINT = re.compile(
    r"(?<![\w-])color\s*:\s*(?:white\b|#fff(?:fff)?(?![0-9a-f])|"
    r"rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)|transparent)",
    re.I,
)
RAISING = re.compile(r"vertical-align\s*:\s*super", re.I)
STRIKING = re.compile(r"line-through", re.I)
BACKGROUND = re.compile(r"background", re.I)
EDGE = re.compile(r"border-left|border-right|padding-left\s*:\s*1ex", re.I)
# "1st" stays: letters have no raised forms that everybody can read.
RAISABLE = re.compile(r"[-−+]?\d{0,6}[-−+]?")
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
QUOTING = re.compile(r"quote|cite|moz-cite|replycontent|yahoo_quoted", re.I)


def is_hidden(given: dict[str, str]) -> bool:
    """Whether a mail program shows nothing of the element."""
    style = given.get("style", "")[:2000]
    is_flat = re.search(r"(?<![\w-])height\s*:\s*0(?![.\d])", style, re.I) and (
        "overflow" in style.lower()
    )
    return bool(HIDING.search(style) or is_flat)


def has_faint_words(given: dict[str, str]) -> bool:
    """Whether the words are white and nothing says on what; they stay shown."""
    style = given.get("style", "")[:2000]
    named = given.get("color", "").lower() in {"white", "#fff", "#ffffff"}
    is_white = named or bool(FAINT.search(style))
    return is_white and not (BACKGROUND.search(style) or "bgcolor" in given)


def is_quoting(given: dict[str, str], is_announced: bool) -> bool:
    """Whether a blockquote quotes; some programs indent their own words with it."""
    named = f"{given.get('class', '')} {given.get('id', '')} {given.get('type', '')}"
    is_named = bool(QUOTING.search(named[:500])) or "cite" in given
    return is_named or is_announced or bool(EDGE.search(given.get("style", "")[:2000]))


def is_raised(tag: str, given: dict[str, str]) -> bool:
    """Whether its digits stand above the others: "10" and a small "9"."""
    style = given.get("style", "")[:2000]
    return tag == "sup" or bool(style and RAISING.search(style))


def is_struck(tag: str, given: dict[str, str]) -> bool:
    """Whether a line goes through its words: they no longer hold."""
    style = given.get("style", "")[:2000]
    is_tag = tag in {"s", "strike", "del"}
    return is_tag or bool(style and STRIKING.search(style))


def drawn(words: str, *, is_raised: bool, is_struck: bool) -> str:
    """Return words as plain letters can show them: 10⁹, ~~50 mg~~."""
    if is_raised and RAISABLE.fullmatch(words.strip()):
        words = words.translate(RAISED)
    if not is_struck or not words.strip():
        return words
    bare = words.strip()
    before, _, after = words.partition(bare)
    return f"{before}~~{bare}~~{after}"
