"""Chinese names as they are typed in Latin letters: whole, begun, or by initials. Pure.

A character has several readings, and of a name nobody but its bearer knows which: each
is tried.
"""

from functools import lru_cache

from xpinyin import Pinyin


@lru_cache(maxsize=1)
def table() -> Pinyin:
    """Return the table of readings; it is read when first asked for."""
    return Pinyin()


@lru_cache(maxsize=4096)
def readings(character: str) -> tuple[str, ...]:
    """Return how a character may be read, without tones; 吕 as lv and as lu."""
    found = table().get_pinyins(character, splitter="", n=20)
    spelt = [way for one in found for way in (one, one.replace("v", "u"))]
    return tuple(dict.fromkeys(spelt))


def begins_as(typed: str, characters: str) -> bool:
    """Whether letters begin a name's pinyin: "fanlim", "flm" and "fanl" do 范例明."""
    if not typed:
        return True
    if not characters:
        return False
    rest = characters[1:]
    return any(
        one.startswith(typed)
        or any(
            typed.startswith(part) and begins_as(typed[len(part) :], rest)
            for part in {one, one[:1], initial(one)}
        )
        for one in readings(characters[0])
    )


def initial(reading: str) -> str:
    """Return a reading's first sound; of zh, ch and sh it has two letters."""
    return reading[:2] if reading[:2] in {"zh", "ch", "sh"} else reading[:1]
