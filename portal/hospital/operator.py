"""Who runs this portal, and what it has still to say before families may write."""

from django.conf import settings

from portal.hospital.says import hospital_says, hospital_says_in, kept_settings

# The blanks of the pages on responsibility, each with what belongs there.
BLANKS = {
    "OPERATOR_NAME": "the name of the hospital that is responsible",
    "OPERATOR_ADDRESS": "its postal address",
    "OPERATOR_COUNTRY": "its country, as two letters such as DE",
    "OPERATOR_REPRESENTATIVE": "who represents it",
    "OPERATOR_EMAIL": "its e-mail address",
    "PRIVACY_OFFICER": "the data protection officer, with an address",
    "PRIVACY_AUTHORITY": "the authority that takes complaints",
    "PRIVACY_PROCESSORS": 'which companies process data for it, or "none"',
    "PRIVACY_COUNTRIES": "the countries in which the data are kept",
}


def missing_blanks() -> list[str]:
    """Return the settings that are still empty; families' forms wait for them."""
    return [name for name in BLANKS if not hospital_says(name).strip()]


def operator_in(language: str) -> dict[str, str]:
    """Return what the operator says of itself, in a language where it did."""
    return {name.lower(): hospital_says_in(name, language) for name in BLANKS}


def is_fictional() -> bool:
    """Whether anything of the operator is what a demonstration made up."""
    return settings.OPERATOR_IS_FICTIONAL and not set(BLANKS) <= set(kept_settings())
