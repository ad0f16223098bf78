"""What a rule of glosses is."""

import re
from dataclasses import dataclass

INCLUSION, EXCLUSION = "inclusion", "exclusion"
BOTH = frozenset({INCLUSION, EXCLUSION})
ONLY_IN, ONLY_OUT = frozenset({INCLUSION}), frozenset({EXCLUSION})


@dataclass(frozen=True)
class GlossRule:
    """A kind of gloss: the words that show it, and those that block it."""

    sides: frozenset[str]
    pattern: re.Pattern[str]
    # Must stand in the same clause as well: a limit, a time, an instruction.
    needs: re.Pattern[str] | None = None
    blocked: re.Pattern[str] | None = None
    # Whether "not" and "no" before the word belong to the rule itself.
    covers_denial: bool = False
    # Whether "unless" is the very rule.
    covers_exception: bool = False


def rule(
    sides: frozenset[str],
    pattern: str,
    needs: str = "",
    blocked: str = "",
    **covers: bool,
) -> GlossRule:
    """Return a rule of patterns that do not look at case."""

    def compiled(text: str) -> re.Pattern[str] | None:
        return re.compile(text, re.IGNORECASE) if text else None

    found = re.compile(pattern, re.IGNORECASE)
    return GlossRule(sides, found, compiled(needs), compiled(blocked), **covers)


OTHER_PEOPLE = r"\bpartners?\b|\bdonors?\b|\brelatives?\b|\binfants?\b|\bcaregivers?\b"
PREGNANT = r"\bpregnan(?:t|cy)\b|\bbreast[- ]?feed\w*|\bnursing\b|\blactat(?:ing|ion)\b"
