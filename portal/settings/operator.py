"""The hospital that runs this portal, as its pages and its law name it."""

from portal.settings.environment import env
from portal.settings.hosts import DEBUG
from portal.settings.languages import LANGUAGES

# What stands there for a demonstration, marked as made up. Without DEBUG: a blank.
FICTIONAL = {
    "OPERATOR_NAME": "Example Children's Hospital (fictional)",
    "OPERATOR_ADDRESS": "1 Example Street, 00000 Exampletown",
    "OPERATOR_COUNTRY": "GB",
    "OPERATOR_REPRESENTATIVE": "The director of the example hospital",
    "OPERATOR_EMAIL": "office@hospital.example",
    "PRIVACY_OFFICER": "privacy@hospital.example",
    "PRIVACY_AUTHORITY": "The example data protection authority, www.authority.example",
    "PRIVACY_PROCESSORS": "Example Hosting Ltd (servers), Example Mail Ltd (e-mail)",
    "PRIVACY_COUNTRIES": "United Kingdom",
}


def as_said(name: str, made_up: str) -> dict[str, str]:
    """Return a value, and what it is in other languages where somebody said so."""
    each = {name: env.str(name, made_up if DEBUG else "")}
    for code, _language in LANGUAGES:
        own = f"{name}_{code.upper().replace('-', '_')}"
        each[own] = env.str(own, "")
    return each


# Asked for by country; a hospital may name the numbers that are right at its place.
NUMBERS = ("EMERGENCY_AMBULANCE", "EMERGENCY_MIND", "EMERGENCY_VIOLENCE")
# Of links and buttons, by day and at night, such as #0d565c; the name of a logo.
LOOK = ("COLOUR_DAY", "COLOUR_NIGHT", "LOGO")
# Codes of languages in which the operator's own pages stand as well, such as "de, fr".
OWN = ("OWN_LANGUAGES",)
OPERATOR = {
    key: value
    for name, made_up in FICTIONAL.items()
    for key, value in as_said(name, made_up).items()
}
# "km" or "miles" for everybody; empty: as in the reader's country.
COUNTED = ("UNITS",)
OPERATOR |= {name: env.str(name, "") for name in (*NUMBERS, *LOOK, *OWN, *COUNTED)}
OPERATOR |= as_said("PORTAL_NAME", "Trial Portal")
OPERATOR_IS_FICTIONAL = any(OPERATOR[name] == FICTIONAL[name] for name in FICTIONAL)
