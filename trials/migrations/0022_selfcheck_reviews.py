"""Who published, who read which language; marks name their texts, not their place."""

from django.db import migrations, models

NAMES = ("linkId", "id", "code")


def name_marks(apps, schema_editor):
    """Turn "criteria.3.label|zh-hans" into "criteria/E9/label|zh-hans"."""
    SelfCheckVersion = apps.get_model("trials", "SelfCheckVersion")
    for version in SelfCheckVersion.objects.exclude(outdated=[]):
        marks = [named(mark, version.definition) for mark in version.outdated]
        version.outdated = sorted(mark for mark in marks if mark)
        version.save(update_fields=["outdated"])


def named(mark, definition):
    """Return a mark by names; "" where nothing stands at its place."""
    pointer, _bar, language = mark.rpartition("|")
    if "/" in pointer:
        return mark
    node, steps = definition, []
    try:
        for step in pointer.split("."):
            node = node[int(step)] if isinstance(node, list) else node[step]
            if step == "item":
                steps = ["items"]
                continue
            has_name = step.isdigit() and steps[-1:] != ["unitOption"]
            names = NAMES if has_name and isinstance(node, dict) else ()
            steps.append(next((node[n] for n in names if n in node), step))
    except (KeyError, IndexError, ValueError, TypeError):
        return ""
    return f"{'/'.join(steps)}|{language}"


class Migration(migrations.Migration):
    dependencies = [("trials", "0005_existing_conditions_and_news")]

    operations = [
        migrations.AddField(
            "selfcheckversion",
            "published_by",
            models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "selfcheckversion",
            "retired_by",
            models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "selfcheckversion", "readings", models.JSONField(blank=True, default=dict)
        ),
        migrations.AddField(
            "selfcheckversion",
            "open_notes",
            models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(name_marks, migrations.RunPython.noop),
    ]
