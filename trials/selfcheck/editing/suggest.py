"""Which lines of a protocol are better left to the team, and why. Pure."""

import re

# In this order; the first that fits is suggested.
PATTERNS = {
    "stigma": (
        r"\b(hiv|aids|hepatitis|hbv|hcv|hbsag|hbcab|syphilis|treponem\w*"
        r"|drug (?:abuse|use)|substance (?:abuse|use)|alcohol\w*|addict\w*|psychiatr\w*"
        r"|suicid\w*|sexually transmitted)\b"
    ),
    "consent": (
        r"\b((?:informed|written) consent|sign\w* (?:the |an? )?consent"
        r"|agrees? to participate|assent"
        r"|willing(?:ness)? (?:and able )?to (?:comply|participate|follow)"
        r"|compl(?:y|iance) with)\b"
    ),
    "opinion": (
        r"\b(investigator\w*|researcher\w*|opinion|judge?ment|judged by"
        r"|at the discretion|unsuitable|inappropriate"
        r"|any other (?:condition|reason|disease)|life expectancy)\b"
    ),
    "laboratory": (
        r"\b(uln|upper limit of normal|ast|alt|alanine|aspartate|bilirubin|creatinine"
        r"|h(?:a)?emoglobin|platelets?|neutrophils?|lymphocytes?|leu[ck]ocytes?|albumin"
        r"|inr|prothrombin|aptt|troponin|ecg|electrocardiogram|qtc\w*|antibod(?:y|ies)"
        r"|titers?|serum|pregnancy test|blood cell count|leukapheresis"
        r"|biops(?:y|ies)|histolog\w*"
        r"|mg/dl|g/dl|g/l|u/l|iu/l|mmol/l|[uµμ]mol/l|10\^9/l|cells/[uµμ]l)\b"
    ),
}
# "Except for those whose risk the researcher has ruled out": asked, never a stop.
EXCEPTION = re.compile(r"\b(except(?:ion)?|unless)\b", re.IGNORECASE)
COMPILED = {key: re.compile(text, re.IGNORECASE) for key, text in PATTERNS.items()}


def team_checks(source: str) -> str:
    """Return why the team should check a line, as a key; "" where families can say."""
    found = (key for key, pattern in COMPILED.items() if pattern.search(source))
    key = next(found, "")
    return "" if key == "opinion" and has_exception(source) else key


def has_exception(source: str) -> bool:
    """Whether a line names an exception, so that it can never be a stop."""
    return bool(EXCEPTION.search(source))
