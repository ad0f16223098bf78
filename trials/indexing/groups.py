"""For whom a record is: ages and the healthy, as what can be asked for. Pure."""

from trials.indexing.texts import StudyText
from trials.vocabulary.tokens import tokens_of
from trials.vocabulary.wordlists import phrases

YEAR = 365.25
# The years of each group, from first to before last.
AGES = {
    "baby": (0, 2),
    "child": (0, 18),
    "teen": (12, 18),
    "adult": (18, 65),
    "older": (65, 121),
}
NAMED, LIMITED, MENTIONED, POSSIBLE = 90, 80, 60, 40
HEALTHY = "healthy-volunteers"
FIRST_PHASES = {"PHASE1", "EARLY_PHASE1"}


def group_key(group: str) -> str:
    """Return the concept of an age group; a son or a daughter may be a child."""
    return f"group-{'child' if group == 'own_child' else group}"


def group_weights(text: StudyText) -> dict[str, int]:
    """Return how much a record is for each age group that it takes, and the healthy."""
    head = spaced(" . ".join([text.title, text.official_title, *text.conditions]))
    body = spaced(" . ".join([*text.keywords, text.summary]))
    found = {
        group_key(group): weight
        for group in AGES
        if (weight := weight_of_group(group, text, head, body))
    }
    found |= {phase_key(phase): POSSIBLE for phase in text.phases}
    if healthy := weight_of_healthy(text, head, body):
        found[HEALTHY] = healthy
    return found


def spaced(text: str) -> str:
    return f" {' '.join(token.text for token in tokens_of(text))} "


def says(kind: str, words: str) -> bool:
    return any(f" {phrase} " in words for phrase in phrases(kind))


def weight_of_group(group: str, text: StudyText, head: str, body: str) -> int:
    first, last = AGES[group]
    # A limit is whole days, a birthday may be a quarter of a day later.
    youngest = ((text.youngest or 0) + 1) / YEAR
    oldest = 120 if text.oldest is None else (text.oldest + 1) / YEAR
    if youngest >= last or oldest < first:
        return 0
    if says(group, head):
        return NAMED
    if youngest >= first - 1 and oldest <= last + 4 and group != "adult":
        return LIMITED
    return MENTIONED if says(group, body) else POSSIBLE


def weight_of_healthy(text: StudyText, head: str, body: str) -> int:
    if says("healthy", head):
        return NAMED
    if not text.takes_healthy:
        return 0
    is_first = bool(FIRST_PHASES & set(text.phases))
    if is_first:
        return LIMITED
    return MENTIONED if says("healthy", body) else POSSIBLE


def phase_key(phase: str) -> str:
    """Return the concept of a phase, as the registry writes it."""
    return phase.lower().replace("_", "-")
