"""What of a postcode says where it is, country by country."""

import re

SPACES = re.compile(r"[\s\-]+")
# What French addresses say instead of a district.
CEDEX = re.compile(r"\bcedex\b", re.IGNORECASE)


def codes_and_words(text: str) -> tuple[list[str], str]:
    """Return what may be a postcode in a text, and the words around it.

    Pieces with a digit stand side by side in a code of two parts, as in Britain.
    """
    pieces = CEDEX.sub(" ", text).split()
    numbers = [piece.strip(",") for piece in pieces if any(map(str.isdigit, piece))]
    known = set(numbers)
    words = (piece if piece not in known else "" for piece in pieces)
    joined = [" ".join(numbers)] if len(numbers) > 1 else []
    kept = [w if w.strip(",") not in known else "," * w.endswith(",") for w in words]
    return [*joined, *numbers], " ".join(kept).strip(" ,")


def tries(text: str, country: str) -> list[str]:
    """Return the codes to look up, the most exact first."""
    code = SPACES.sub("", text).upper()
    if country == "US":
        return [code[:5]]
    if country == "CA":
        return [code[:3]]
    if country == "CN":
        # Counties are listed by their main office: 310003 lies in 310000.
        return [code, *(code[:digits].ljust(6, "0") for digits in (5, 4, 3))]
    if country == "GB":
        return [code, code[:-3]]
    if country == "IE":
        return [code, code[:3]]
    if country == "NL":
        return [code, code[:4]]
    return [code]
