"""What is here already: its conditions, and how it stands. None of it is news."""

from django.conf import settings
from django.db import migrations

from portal.lib.tokens import content_hash
from portal.lib.ages import oldest_months, youngest_months
from trials.conditions import LONGEST, condition_key

OPEN = ("RECRUITING", "NOT_YET_RECRUITING", "ENROLLING_BY_INVITATION", "AVAILABLE")


def fill(apps, schema_editor):
    """Write the rows that imports write from now on."""
    Study = apps.get_model("trials", "Study")
    StudySite = apps.get_model("trials", "StudySite")
    WatchedSite = apps.get_model("trials", "WatchedSite")
    for study in Study.objects.order_by("pk").iterator(500):
        write_conditions(apps, study)
        if study.is_published:
            watch(apps, study)
    sites = StudySite.objects.filter(
        study__is_published=True, is_listed=True, status="RECRUITING"
    )
    rows = (WatchedSite(site_id=pk) for pk in sites.values_list("pk", flat=True))
    WatchedSite.objects.bulk_create(rows, 1000)


def write_conditions(apps, study):
    """Write each condition of a study once."""
    StudyCondition = apps.get_model("trials", "StudyCondition")
    terms = [(one["term"], one.get("is_ancestor")) for one in study.condition_terms]
    names = [(term, "TERM") for term, is_above in terms if not is_above]
    names += [(name, "NAME") for name in study.conditions]
    names += [(term, "ABOVE") for term, is_above in terms if is_above]
    found = {}
    for name, source in names:
        key = condition_key(name)
        digest = content_hash(settings.SECRET_KEY, "condition", key)[:32]
        if key and key not in found:
            found[key] = StudyCondition(
                study=study, name=name[:LONGEST], key=key, hash=digest, source=source
            )
    StudyCondition.objects.bulk_create(found.values())


def watch(apps, study):
    """Remember how a study stands, and when it came."""
    apps.get_model("trials", "WatchedStudy").objects.create(
        study=study,
        status=study.overall_status,
        minimum_age=study.minimum_age,
        maximum_age=study.maximum_age,
        youngest_months=youngest_months(study.minimum_age),
        oldest_months=oldest_months(study.maximum_age),
    )
    if study.overall_status in OPEN:
        apps.get_model("trials", "StudyNews").objects.create(
            study=study,
            trigger="NEW_STUDY",
            happened_at=study.imported_at,
            matched_at=study.imported_at,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('trials', '0004_conditions_and_news'),
    ]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
