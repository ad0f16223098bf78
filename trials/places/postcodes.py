"""What of a postcode says where it is, country by country."""

import re
from functools import lru_cache

from portal.lib.cldr import locale
from trials.places.folding import fold


def tries(text: str, country: str) -> list[str]:
    """Return the codes to look up, the most exact first."""
    code = re.sub(r"[\s\-]+", "", text).upper()
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


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Return folded country names in English, Chinese and as codes."""
    return {
        fold(name): code
        for language in ("zh-hans", "en")
        for code, name in locale(language).territories.items()
        if len(code) == 2
    } | {fold("USA"): "US", fold("UK"): "GB"}
