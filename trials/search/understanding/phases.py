"""Which phase of research is meant: "phase 2", "fase II", 二期临床."""

from trials.search.understanding.query import Query
from trials.vocabulary.wordlists import number_words

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
CLINICAL = ["临", "床"]


def take_phases(query: Query) -> tuple[str, ...]:
    """Return the phases as the registry writes them."""
    found = []
    for start, end in list(query.spans("phase")):
        is_after = query.tokens[start].text == "期"
        at = start - 1 if is_after else end
        if is_after and [t.text for t in query.tokens[end : end + 2]] != CLINICAL:
            continue
        if 0 <= at < len(query.tokens) and (number := phase_number(query, at)):
            query.take(min(at, start), max(at + 1, end))
            found.append(f"PHASE{number}")
    return tuple(dict.fromkeys(found))


def phase_number(query: Query, at: int) -> int:
    text = query.tokens[at].text.rstrip("ab")
    number = int(text) if text.isdecimal() else ROMAN.get(text, 0)
    number = number or number_words().get(text, 0)
    return number if number in ROMAN.values() else 0
