"""Words that may mean an emergency or a side effect. Pure; a mark, never a verdict.

A mark only raises an enquiry to the top and shows the family where to get help at once.
A missed word costs nothing that was promised, a wrong mark costs a second look.
"""

import re
from functools import lru_cache

from portal.lib.vocabulary import languages_of, load_words

NAME = "urgent_words"


@lru_cache(maxsize=1)
def urgent_stems() -> re.Pattern[str]:
    """Return every language's words at once: people write in the one they think in.

    Stems, so that inflected forms are found; whole words where a stem says too much.
    """
    stems = [load_words(NAME, code)["stems"] for code in languages_of(NAME)]
    return re.compile("|".join(stem for known in stems for stem in known), re.I)


def sounds_urgent(text: str) -> bool:
    """Whether a message holds words that a person should look at first."""
    return bool(urgent_stems().search(" ".join(text.split())))
