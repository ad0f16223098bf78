"""What the writer of a mail added, and what it quotes. Linear, line by line.

Words that nobody marked as quoted are never folded away, except below a head that a
mail program wrote. Hiding an answer is worse than showing an old question.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from contacts.mail.reading.greetings import has_words
from contacts.mail.reading.heads import Head, head_at, tidy
from contacts.mail.reading.phrases import mentions
from contacts.mail.reading.subjects import is_forwarding, is_same_subject

MARKED = re.compile("^[\\s\u200b-\u200f\u202a-\u202e\u2066-\u2069]{0,8}[>＞]")
# "> 38.5 since Monday" says "more than".
MEASURE = re.compile(r"^\s*>\s*[=~]?\s*\d")
LONGEST_CONTEXT = 30
# Heads that stand above a whole mail, forwarded or answered.
MAIL_HEADS = {"block", "forwarded"}
NOTE_WORDS, NOTE_LENGTH = 25, 200


@dataclass(frozen=True)
class Correspondence:
    """Who writes to whom about what: tells an answered mail from a forwarded one."""

    subject: str = ""
    sender: str = ""
    known: Collection[str] = ()
    # Of those, what the portal itself writes from; a colleague's is not among them.
    ours: Collection[str] = ()


@dataclass
class Run:
    """Quoted lines from `start`; the first `words` of them only announce."""

    start: int
    words: int
    end: int
    is_tail: bool = False
    address: str = ""


def cut(text: str, frame: Correspondence) -> tuple[str, str, bool]:
    """Return (own words, what is quoted, whether somebody's mail is forwarded)."""
    raw = text.replace("\r\n", "\n").split("\n")
    if is_forwarding(frame.subject):
        return text.strip("\n"), "", True
    tidied = [tidy(line) for line in raw]
    runs, is_forward = find_runs(raw, tidied, frame)
    folded = fold_lines(raw, tidied, runs)
    own = [line for line, hides in zip(tidied, folded, strict=True) if not hides]
    if points_below(own):
        return text.strip("\n"), "", is_forward or shows_others(runs, [], frame)
    if not has_words(own):
        return text.strip("\n"), "", is_forward or shows_others(runs, [], frame)
    is_forward = is_forward or shows_others(runs, folded, frame)
    pairs = list(zip(raw, folded, strict=True))
    new = "\n".join(line for line, hides in pairs if not hides)
    old = "\n".join(line for line, hides in pairs if hides)
    return new.strip("\n"), old.strip("\n"), is_forward


def shows_others(runs: list[Run], folded: list[bool], frame: Correspondence) -> bool:
    """Whether words of somebody who is neither writer nor portal stay unfolded."""
    ours = {*(frame.ours or frame.known), frame.sender}
    return any(
        run.address
        and not is_known(run.address, ours)
        and not (folded and all(folded[run.words : run.end]))
        for run in runs
    )


def find_runs(
    raw: list[str], tidied: list[str], frame: Correspondence
) -> tuple[list[Run], bool]:
    """Return the quoted runs; a forwarded mail ends the search."""
    runs: list[Run] = []
    at = 0
    while at < len(raw):
        if MARKED.match(raw[at]):
            runs.append(Run(at, at, end_of_marked(raw, at)))
            at = runs[-1].end
            continue
        head = head_at(tidied, at)
        run = run_under(raw, at, head) if head else None
        if head is None or run is None:
            at += 1
            continue
        is_whole = run.is_tail or head.kind in MAIL_HEADS
        if is_whole and is_shown(head, tidied, at, frame):
            return runs, "@" in head.address or head.kind != "block"
        runs.append(run)
        at = run.end
    return runs, False


def run_under(raw: list[str], at: int, head: Head) -> Run | None:
    """Return what a head announces: the marked lines, else all that follows."""
    below = head.end
    while below < len(raw) and not raw[below].strip():
        below += 1
    is_marked = below < len(raw) and bool(MARKED.match(raw[below]))
    if is_marked:
        # What follows without a mark is an answer.
        end = end_of_marked(raw, below)
        return Run(at, head.end, end, address=head.address)
    if head.kind == "maybe":
        return None
    return Run(at, head.end, len(raw), is_tail=True, address=head.address)


def end_of_marked(raw: list[str], at: int) -> int:
    """Return where a run of marked lines ends; blank lines between them belong."""
    end = at
    while at < len(raw) and (not raw[at].strip() or MARKED.match(raw[at])):
        if raw[at].strip():
            end = at + 1
        at += 1
    return end


def is_shown(head: Head, tidied: list[str], at: int, frame: Correspondence) -> bool:
    """Whether the mail under a head is forwarded for reading, not merely quoted."""
    if head.kind == "forwarded" or is_announced(tidied, at):
        return True
    if head.kind == "wrote" or is_known(head.address, frame.known):
        return False
    if head.subject is None:
        return head.kind == "block"
    return not is_same_subject(head.subject, frame.subject)


def is_known(address: str, known: Collection[str]) -> bool:
    """Whether an address, or its domain, is among those that we write from."""
    names = {one.casefold() for one in known}
    return bool(address) and bool({address, address.rpartition("@")[2]} & names)


def is_announced(tidied: list[str], at: int) -> bool:
    """Whether the words just above introduce what follows: "Our doctor says:"."""
    for line in reversed(tidied[max(at - 3, 0) : at]):
        if line:
            return line.endswith((":", "："))
    return False


def fold_lines(raw: list[str], tidied: list[str], runs: list[Run]) -> list[bool]:
    """Return for each line whether it is folded away.

    Where answers stand between questions, the questions stay as well: "Never." alone
    says nothing.
    """
    folded = [False] * len(raw)
    for run in runs:
        folded[run.start : run.end] = [True] * (run.end - run.start)
    last_own = next(
        (n for n in range(len(raw) - 1, -1, -1) if tidied[n] and not folded[n]), -1
    )
    for run in runs:
        has_head = run.words > run.start
        is_answered = run.end <= last_own and (len(runs) > 1 or not has_head)
        is_short = run.end - run.words <= LONGEST_CONTEXT
        is_own = is_announced(tidied, run.start) or (
            not has_head and bool(MEASURE.match(raw[run.start]))
        )
        if not run.is_tail and (is_own or (is_answered and is_short)):
            folded[run.words : run.end] = [False] * (run.end - run.words)
    return folded


def points_below(own: list[str]) -> bool:
    """Whether the writer only points at what is below: "FYI"."""
    words = " ".join(line for line in own if line)[:1000]
    is_short = len(words.split()) <= NOTE_WORDS and len(words) <= NOTE_LENGTH
    return is_short and mentions(words, "see_below")
