"""How a filled sentence is set: in Chinese with spaces where they belong. Pure."""

import re

HAN = "\u3400-\u9fff\uf900-\ufaff"
# A date holds no spaces; its ends behave like the characters they are.
DATE = re.compile(r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?")
HAN_THEN_LATIN = re.compile(rf"(?<=[{HAN}])(?=[A-Za-z0-9])")
LATIN_THEN_HAN = re.compile(rf"(?<=[A-Za-z0-9%])(?=[{HAN}])")
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}，。；：、（）]) +(?=[{HAN}，。；：、（）])")
NAME = re.compile("(\ue000[^\ue001]*\ue001)")


def finished(text: str, language: str) -> str:
    """Return a sentence as it is printed; names stay as they are."""
    if not language.startswith("zh"):
        return text
    parts = NAME.split(text)
    parts[::2] = [spaced(part) for part in parts[::2]]
    return "".join(parts)


def spaced(text: str) -> str:
    """Return Chinese with a space beside Latin letters and digits, not in dates."""
    dates: list[str] = DATE.findall(text)
    parts = DATE.split(text)
    done = [
        LATIN_THEN_HAN.sub(" ", HAN_THEN_LATIN.sub(" ", BETWEEN_HAN.sub("", part)))
        for part in parts
    ]
    out = done[0]
    for date, after in zip(dates, done[1:], strict=True):
        out = out.rstrip(" ") if out.endswith(" ") else out
        gap = " " if out and re.search(rf"[{HAN}]$", out) else ""
        out = f"{out}{gap}{date}{after.lstrip(' ')}"
    return out
