"""Who runs it, who is in charge, who watches over it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from trials.plain.names import first_names, quoted
from trials.plain.record import PlainRecord
from trials.plain.sentences import Sentence, Templates, say

# A company, its call centre or an office stands where a person's name belongs.
NO_PERSON = re.compile(
    r"\bcall\b|cent(?:er|re)|\btrials?\b|\bstud(?:y|ies)\b|\bcontact\b|director|expert"
    r"|\b(?:inc|llc|ltd|gmbh|corp|corporation|company|co)\b|pharma|operations|clinical"
    r"|transparency|\bdept\b|department|management|monitor|sponsor|\d{3}",
    re.I,
)
A_PERSON = "SPONSOR_INVESTIGATOR"
TEMPLATES: Templates = {
    "sponsor.who": _("%(name)s is responsible."),
    "sponsor.INDUSTRY": _("%(name)s is responsible. It is a company."),
    "sponsor.NIH": _("%(name)s is responsible. It is a US national health institute."),
    "sponsor.FED": _("%(name)s is responsible. It is a US public body."),
    "sponsor.OTHER_GOV": _("%(name)s is responsible. It is a public body."),
    "sponsor.NETWORK": _("%(name)s is responsible. It is a research network."),
    "sponsor.INDIV": _("%(name)s is responsible. It is a single person."),
    "sponsor.OTHER": _(
        "%(name)s is responsible. It is a university, a hospital or another "
        "organisation."
    ),
    "sponsor.with": _("Working with it: %(names)s."),
    "sponsor.money": _("We did not find who pays."),
    "sponsor.PRINCIPAL_INVESTIGATOR": _(
        "Study doctor or researcher in charge: %(name)s."
    ),
    "sponsor.STUDY_CHAIR": _("Chair of the study: %(name)s."),
    "sponsor.STUDY_DIRECTOR": _("Named as study director: %(name)s."),
    "sponsor.board.yes": _("A separate board watches over safety."),
    "sponsor.board.no": _("The record says: no separate safety board."),
    "sponsor.board.none": _("We did not find if a separate board watches over safety."),
    "sponsor.us.both": _("US rules for medicines and devices apply."),
    "sponsor.us.drug": _("US rules for medicines apply."),
    "sponsor.us.device": _("US rules for devices apply."),
}


def say_sponsor(record: PlainRecord) -> list[Sentence]:
    return [
        *who_runs_it(record),
        *officials(record),
        *safety_board(record),
        *us_rules(record),
    ]


def who_runs_it(record: PlainRecord) -> list[Sentence]:
    """Return the sponsor with its kind, and with whom it works."""
    found = []
    if record.sponsor:
        key, field = kind_of_sponsor(record)
        fields = ("sponsor", field) if field else ("sponsor",)
        found.append(say(TEMPLATES, key, fields, name=quoted(record.sponsor)))
    if names := [quoted(one.name) for one in record.collaborators if one.name]:
        text = first_names(names)
        found.append(say(TEMPLATES, "sponsor.with", ("collaborators",), names=text))
    return [*found, say(TEMPLATES, "sponsor.money", ("sponsor", "collaborators"))]


def kind_of_sponsor(record: PlainRecord) -> tuple[str, str]:
    """Return which sentence says what the sponsor is, and the field that it rests on.

    Records of a person who is the sponsor name it "OTHER" or a company.
    """
    if record.responsible_party == A_PERSON:
        return "sponsor.INDIV", "responsible_party"
    key = f"sponsor.{record.sponsor_class}"
    if record.sponsor_class and key in TEMPLATES:
        return key, "sponsor_class"
    return "sponsor.who", ""


def officials(record: PlainRecord) -> list[Sentence]:
    """Return who is in charge; never a call centre in place of a person."""
    return [
        say(TEMPLATES, f"sponsor.{one['role']}", ("officials",), name=person(one))
        for one in record.officials
        if f"sponsor.{one.get('role')}" in TEMPLATES
        and one.get("role")
        in {"PRINCIPAL_INVESTIGATOR", "STUDY_CHAIR", "STUDY_DIRECTOR"}
        and is_person(one)
    ]


def is_person(one: Mapping[str, Any]) -> bool:
    """Whether an official is somebody, not the organisation that it belongs to."""
    name = str(one.get("name", ""))
    is_place = name.casefold() in str(one.get("affiliation", "")).casefold()
    return len(name.split()) > 1 and not is_place and not NO_PERSON.search(name)


def person(one: Mapping[str, Any]) -> str:
    """Return a name, with the place where it belongs to."""
    text = ", ".join(str(one[key]) for key in ("name", "affiliation") if one.get(key))
    return quoted(text)


def safety_board(record: PlainRecord) -> list[Sentence]:
    key = {True: "yes", False: "no", None: "none"}[record.has_safety_board]
    return [say(TEMPLATES, f"sponsor.board.{key}", ("has_safety_board",))]


def us_rules(record: PlainRecord) -> list[Sentence]:
    """Return which of the US rules the record names."""
    fields = {"drug": "is_us_drug", "device": "is_us_device"}
    said = [key for key, name in fields.items() if getattr(record, name)]
    if not said:
        return []
    key = "both" if len(said) == 2 else said[0]
    return [say(TEMPLATES, f"sponsor.us.{key}", tuple(fields[one] for one in said))]
