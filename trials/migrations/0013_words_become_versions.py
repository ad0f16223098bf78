"""What editors wrote before there was a gate goes through it as versions.

A text that was approved stays published under its reviewer's name. What nobody had
approved becomes a draft; the general words wait for somebody to read them.
"""

from django.db import migrations
from django.db.models import Prefetch
from django.utils import timezone

from portal.lib.json_hash import hash_json

# Whoever wrote and published before accounts were asked for.
WRITER, READER = "before", "before:reader"
# Kind of section → kind of general text.
GENERAL = {"PHASE": "PHASES", "FAQ": "QUESTIONS", "IN_SHORT": "QUESTIONS"}


def make_versions(apps, schema_editor):
    alias = schema_editor.connection.alias
    contents = apps.get_model("trials", "StudyContent").objects.using(alias)
    versions = apps.get_model("trials", "TextVersion").objects.using(alias)
    sections = apps.get_model("trials", "TextSection").objects.using(alias)
    ordered = sections.order_by("kind", "position", "pk")
    rows = contents.prefetch_related(
        Prefetch("sections", ordered), "sections__paragraphs", "words"
    )
    for row in rows:
        for kind, body in bodies_of(row):
            keep(versions, row, kind, body)


def bodies_of(row):
    """Return the texts that one row holds, with their kinds."""
    sections = [(one.kind, section_of(one)) for one in row.sections.all()]
    words = [
        {"key": one.key, "term": one.term, "meaning": one.meaning}
        for one in sorted(row.words.all(), key=lambda word: word.pk)
    ]
    if row.study_id:
        head = {"title": row.title, "registry_title": row.registry_title}
        rest = {"missing_facts": row.missing_facts, "words": words}
        return [("STUDY", {**head, "sections": [one for _, one in sections], **rest})]
    found = [
        (kind, {"sections": [one for old, one in sections if GENERAL[old] == kind]})
        for kind in ("PHASES", "QUESTIONS")
    ]
    return [one for one in [*found, ("GLOSSARY", {"words": words})] if any(one[1].values())]


def section_of(row):
    paragraphs = sorted(row.paragraphs.all(), key=lambda one: (one.position, one.pk))
    return {
        "kind": row.kind,
        "key": row.key,
        "heading": row.heading,
        "paragraphs": [
            {
                "text": one.text,
                "source": one.source,
                "confirm": one.needs_team_confirmation,
            }
            for one in paragraphs
        ],
    }


def keep(versions, row, kind, body):
    """Write one version, as far as its text had come."""
    now = timezone.now()
    place = row.study.registry_id if row.study_id else ""
    slot = f"{kind}/{place}///{row.language}"
    values = {
        **{"kind": kind, "study": row.study, "language": row.language, "slot": slot},
        **{"number": 1, "body": body, "author": WRITER, "writers": [WRITER]},
        "sha256": hash_json({"slot": slot, "body": body}),
        **{"created_at": now, "changed_at": now},
        "state": "DRAFT" if row.study_id else "IN_REVIEW",
    }
    if row.approved_on:
        values |= {
            **{"state": "PUBLISHED", "reviewer": READER, "reviewed_at": now},
            "reviewer_name": row.medical_reviewer,
            "ethics_reference": row.ethics_reference,
            "approved_on": row.approved_on,
            **{"publisher": WRITER, "published_at": now},
        }
    versions.create(**values)


class Migration(migrations.Migration):

    dependencies = [("trials", "0012_text_versions")]

    operations = [migrations.RunPython(make_versions, migrations.RunPython.noop)]
