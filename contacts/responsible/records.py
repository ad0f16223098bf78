"""The records of processing, made of what the models declare and the jobs use."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model
from django.utils.translation import get_language

from contacts.responsible.matters import MATTERS, Matter, matter_of
from portal.hospital.operator import BLANKS, operator_in
from portal.lib.crypto import EncryptedTextField


def write_records() -> str:
    """Return the records as Markdown, in the language that is active."""
    said = operator_in(get_language())
    lines = ["# Records of processing activities", "", "## Responsible", ""]
    lines += [
        f"- {what}: {said[name.lower()] or '**missing**'}"
        for name, what in BLANKS.items()
    ]
    for matter in MATTERS:
        lines += ["", *about_matter(matter)]
    return "\n".join([*lines, ""])


def about_matter(matter: Matter) -> Iterator[str]:
    """Yield the lines of one purpose, with the fields that serve it."""
    yield f"## {matter.title}"
    yield ""
    yield f"- Data: {matter.data}"
    yield f"- Purpose: {matter.purpose}"
    yield f"- Legal basis: {matter.basis}"
    yield f"- Recipients: {matter.readers}"
    yield f"- Kept: {' '.join(matter.kept())}"
    yield ""
    yield "| table | personal fields | of these encrypted |"
    yield "|---|---|---|"
    for model in models_of(matter):
        sealed = sorted(model.PERSONAL & encrypted_fields(model))
        fields = ", ".join(sorted(model.PERSONAL))
        yield f"| {model._meta.db_table} | {fields} | {', '.join(sealed) or '–'} |"


def models_of(matter: Matter) -> list[type[Model]]:
    """Return the tables with personal fields that serve a purpose."""
    private = [
        *apps.get_app_config("contacts").get_models(),
        *apps.get_app_config("portal").get_models(),
    ]
    return [
        model
        for model in private
        if getattr(model, "PERSONAL", None) and matter_of(model.__module__) is matter
    ]


def encrypted_fields(model: type[Model]) -> set[str]:
    """Return the names of the fields that are encrypted at rest."""
    fields = model._meta.get_fields()
    return {one.name for one in fields if isinstance(one, EncryptedTextField)}
