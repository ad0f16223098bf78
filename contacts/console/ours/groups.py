"""What a hospital is asked of itself: groups of settings, each a form of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from contacts.console.ours.fields import (
    CodesField,
    ColourField,
    LanguagesField,
    LogoField,
    country_field,
    day_field,
    sender_field,
    units_field,
)
from contacts.fields import LineField, ParagraphsField
from portal.hospital.look import DAY, NIGHT


@dataclass(frozen=True)
class Asked:
    """One setting: its name in the environment, and the field that asks for it."""

    name: str
    label: Any
    field: Callable[..., forms.Field] = LineField
    is_needed: bool = True
    # Whether it may be said in each language of the pages.
    is_translated: bool = False
    help_text: Any = ""


@dataclass(frozen=True)
class Group:
    """Settings that are asked for together."""

    key: str
    title: Any
    asked: tuple[Asked, ...]
    why: Any = ""


def translatable(name: str, label: Any, **more: Any) -> Asked:
    """Return a setting that is said in every language."""
    return Asked(name, label, is_translated=True, **more)


NAME = Group(
    "name",
    _("Name of the portal"),
    (translatable("PORTAL_NAME", _("Name of the portal")),),
)
LANGUAGES = Group(
    "languages",
    _("Languages"),
    (
        Asked("LANGUAGES", _("Languages of the pages"), LanguagesField),
        Asked(
            "OWN_LANGUAGES",
            _("More languages of your own words on privacy and responsibility"),
            CodesField,
            is_needed=False,
            help_text=_(
                "Codes such as de, fr. You write these words under Texts; they stand "
                "below those of the page."
            ),
        ),
    ),
    _("English is always there. Nothing is asked for in a language without a tick."),
)
LOOK = Group(
    "look",
    _("Logo and colours"),
    (
        Asked(
            "LOGO",
            _("Logo (SVG or PNG)"),
            LogoField,
            is_needed=False,
            help_text=_("At most 500 kB. It is drawn anew: only its picture is kept."),
        ),
        Asked(
            "COLOUR_DAY",
            _("Colour of links and buttons"),
            lambda **more: ColourField(side=DAY, **more),
            is_needed=False,
        ),
        Asked(
            "COLOUR_NIGHT",
            _("The same on dark screens"),
            lambda **more: ColourField(side=NIGHT, **more),
            is_needed=False,
        ),
    ),
    _("A colour that cannot be read well is refused, with the contrast that it has."),
)
OPERATOR = Group(
    "operator",
    _("Who is responsible"),
    (
        translatable("OPERATOR_NAME", _("Name of the hospital")),
        translatable("OPERATOR_ADDRESS", _("Postal address"), field=ParagraphsField),
        Asked("OPERATOR_COUNTRY", _("Country"), country_field),
        translatable("OPERATOR_REPRESENTATIVE", _("Who represents it")),
        Asked("OPERATOR_EMAIL", _("E-mail address"), forms.EmailField),
        translatable("PRIVACY_OFFICER", _("Data protection officer, with an address")),
        translatable("PRIVACY_AUTHORITY", _("Authority that takes complaints")),
        translatable("PRIVACY_PROCESSORS", _("Companies that process data for it")),
        translatable("PRIVACY_COUNTRIES", _("Countries in which the data are kept")),
    ),
    _(
        "Families read it on the pages on responsibility. Their forms open when all of "
        "it is there."
    ),
)
UNITS = Group(
    "units",
    _("Miles or kilometres"),
    (Asked("UNITS", _("Distances are told in"), units_field, is_needed=False),),
)
EMERGENCY = Group(
    "emergency",
    _("Emergency numbers"),
    (
        Asked("EMERGENCY_AMBULANCE", _("Ambulance"), is_needed=False),
        Asked("EMERGENCY_MIND", _("Somebody who listens"), is_needed=False),
        Asked(
            "EMERGENCY_VIOLENCE", _("Help against violence at home"), is_needed=False
        ),
    ),
    _("For your own country. What stays empty is printed as the portal knows it."),
)
MAIL = Group(
    "mail",
    _("Mail and desk"),
    (
        Asked("DEFAULT_FROM_EMAIL", _("Sender of all mails"), sender_field),
        Asked("PORTAL_DESK_EMAIL", _("E-mail address of the desk"), forms.EmailField),
        Asked("PORTAL_DESK_PHONE", _("Telephone of the desk")),
    ),
    _(
        "The desk gets what no team takes up. Its telephone stands where a form is "
        "closed."
    ),
)
SAFETY = Group(
    "safety",
    _("Clinical safety"),
    (
        Asked("CLINICAL_SAFETY_OFFICER", _("Who answers for the medical words")),
        Asked(
            "CLINICAL_SAFETY_APPROVED_ON", _("Approved on"), day_field, is_needed=False
        ),
    ),
)
IN_ORDER = (LANGUAGES, NAME, OPERATOR, MAIL, EMERGENCY, UNITS, LOOK, SAFETY)
GROUPS = {one.key: one for one in IN_ORDER}
