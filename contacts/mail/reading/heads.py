"""Lines that say whose words follow: "On … wrote:", dashes, From/Sent/To. Bounded.

Each look takes at most fifteen lines of four hundred characters, so that reading a
whole mail stays linear.
"""

import re
from dataclasses import dataclass

from contacts.mail.reading.phrases import labels, phrase_pattern, phrases

LONGEST = 400
MOST_LINES = 16
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
BLANKS = re.compile(r"[ \t\xa0\u3000]+|&nbsp;")
# Full-width marks end an address as the others do: "收件人：a@b".
SIGNS = r"\s<>()\[\]@\"',;:：；，、（）“”「」"
ADDRESS = re.compile(rf"[^{SIGNS}]{{1,64}}@[^{SIGNS}]{{2,255}}")
YEAR = re.compile(
    r"(?<!\d)(?:19|20|25)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d\d|"
    r"\d{1,2}\. ?\d{1,2}\. ?\d\d"
)
TIME = re.compile(r"\d{1,2} ?[:.h時时点點시] ?\d\d|\d{1,2} ?[時时点點시]")
LABEL = re.compile(r"[|*_ ]{0,4}([^:：|*]{1,40}?)[*_ ]{0,4}[:：|][*_ ]{0,4}(.*)")
DASHES = re.compile(r"^[-_=*~—–─＿> ]{2,120}|[-_=*~—–─＿ ]{2,120}$")
SENTENCE_END = re.compile(r"[.!?。！？]$")


@dataclass(frozen=True)
class Head:
    """Lines up to `end` that announce somebody's words."""

    end: int
    # "wrote" with an address or a date, "maybe" (only before marked lines),
    # "original", "forwarded", "block".
    kind: str
    address: str = ""
    subject: str | None = None


def tidy(line: str) -> str:
    """Return a line as it is compared; one too long for a head is a full stop."""
    if len(line) > LONGEST:
        return "."
    return BLANKS.sub(" ", UNSEEN.sub("", line)).strip().casefold()


def head_at(lines: list[str], at: int) -> Head | None:
    """Return the head that begins at this (tidy) line, if one does."""
    line = lines[at]
    if not line:
        return None
    return separator_at(lines, at) or block_at(lines, at) or wrote_at(lines, at)


def wrote_at(lines: list[str], at: int) -> Head | None:
    """Read "On Tuesday, Ana <a@b> wrote:", which programs break over three lines."""
    joined = ""
    for count, line in enumerate(lines[at : at + 3]):
        if not line or (count and not may_go_on(joined)):
            return None
        joined = f"{joined} {line}".strip()
        if len(joined) > LONGEST:
            return None
        if joined.rstrip(" *_").endswith((":", "：")):
            # What can stand alone has no part in the line before.
            if count and wrote(line, 0, is_alone=True):
                return None
            return wrote(joined, at + count + 1)
    return None


def may_go_on(line: str) -> bool:
    """Whether a line can be the beginning of a broken one: it names a day."""
    has_day = bool(YEAR.search(line) or ADDRESS.search(line))
    return has_day and not SENTENCE_END.search(line)


def wrote(line: str, end: int, is_alone: bool = False) -> Head | None:
    """Judge a whole line by what it names: a verb, an address, a day, an hour."""
    address = ADDRESS.search(line)
    verb = phrase_pattern("wrote").search(line)
    day, hour = YEAR.search(line), TIME.search(line)
    given = address[0].strip(".") if address else ""
    if address and day and (verb or hour):
        return Head(end, "wrote", given)
    if is_alone or not (verb and (address or day)):
        return None
    return Head(end, "maybe", given)


def separator_at(lines: list[str], at: int) -> Head | None:
    """Read "----- Original Message -----" and "Begin forwarded message:"."""
    line = lines[at]
    words = DASHES.sub("", DASHES.sub("", line)).strip(" :：")
    has_dashes = len(line) - len(words) >= 4 and bool(DASHES.match(line))
    follows = next_line(lines, at + 1)
    block = block_at(lines, follows) if follows < len(lines) else None
    if not words:
        # A bare rule counts where a block follows.
        return block if has_dashes else None
    kind = separator_kind(words, has_dashes)
    if has_dashes and not kind and (said := wrote(words, at + 1, is_alone=True)):
        # "---- On Tue, 24 Nov 2026, Ana <a@b> wrote ----"
        return said
    is_said = has_dashes or block or (kind == "forwarded" and line[-1] in ":：")
    if not kind or not is_said:
        return None
    if block is None:
        return Head(at + 1, kind)
    return Head(block.end, kind, block.address, block.subject)


def separator_kind(words: str, has_dashes: bool) -> str:
    for kind in ("forwarded", "original"):
        known = phrases(kind)
        if words in known:
            return kind
        if has_dashes and len(words) < 150 and words.startswith(known):
            return kind
    return ""


def next_line(lines: list[str], at: int) -> int:
    """Return the next line with words, looking at most three lines on."""
    for number in range(at, min(at + 3, len(lines))):
        if lines[number]:
            return number
    return len(lines)


def block_at(lines: list[str], at: int) -> Head | None:
    """Read the From/Sent/To/Subject lines that programs put above an old mail."""
    first = label_of(lines[at])
    if first is None:
        return None
    found: dict[str, str] = {}
    end, waited = at, 0
    for number in range(at, min(at + MOST_LINES, len(lines))):
        given = label_of(lines[number])
        if given is None:
            waited += 1
            if waited > 2:
                break
            continue
        if given[0] in found and given[0] not in {"other", "cc"}:
            break
        found[given[0]] = given[1]
        end, waited = number + 1, 0
    return block_of(found, end)


def block_of(found: dict[str, str], end: int) -> Head | None:
    """Accept what names a sender, and two more things, with a day or an address."""
    others = {"to", "date", "subject"} & found.keys()
    if "from" not in found or len(others) < 2:
        return None
    address = ADDRESS.search(found["from"])
    day = found.get("date", "")
    is_sure = address or "@" in found.get("to", "") or YEAR.search(day)
    if not (is_sure or TIME.search(day)):
        return None
    given = address[0].strip(".") if address else ""
    return Head(end, "block", given, found.get("subject"))


def label_of(line: str) -> tuple[str, str] | None:
    match = LABEL.match(line) if ":" in line or "：" in line or "|" in line else None
    role = labels().get(match[1].strip()) if match else None
    return (role, match[2].strip(" |")) if match and role else None
