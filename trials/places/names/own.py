"""What a town and a hospital are called in the reader's own script, where known. Pure.

The registry writes them in English. A language has a file here only where its readers
write these names in another script.
"""

import json
import re
from functools import lru_cache
from pathlib import Path

from portal.lib.text import fold_text

NAMES = Path(__file__).parent
WORD = re.compile(r"[a-z0-9]+")
# Records put them in or leave them out; they tell no two hospitals apart.
SMALL = {"the", "of", "at", "and", "school", "college"}
# What sponsors add to a name: "/ID# 252633".
NUMBER = "ID#"

Key = frozenset[str]


def own_names(town: str, hospital: str, country: str, language: str) -> dict[str, str]:
    """Return a place's own names, "" where none is known."""
    known = names_of(language, country)
    own_town = known.get("towns", {}).get(words_of_name(town), "")
    own_name = known.get("hospitals", {}).get(words_of_name(hospital), "")
    return {"own_city": own_town, "own_name": own_name}


@lru_cache(maxsize=64)
def names_of(language: str, country: str) -> dict[str, dict[Key, str]]:
    """Return the names in a language of a country's towns and hospitals."""
    file = NAMES / f"{language}.json"
    known = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if known.get("country") != country:
        return {}
    return {
        kind: {words_of_name(name): own for name, own in known[kind].items()}
        for kind in ("towns", "hospitals")
    }


def words_of_name(name: str) -> Key:
    """Return the words of a name, however a record orders and joins them."""
    plain = fold_text(name.partition(NUMBER)[0]).replace("'", "").replace("’", "")
    return frozenset(WORD.findall(plain)) - SMALL
