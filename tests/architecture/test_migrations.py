"""Migrations only expand: the version before goes on writing beside the new one."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

KNOWN = Path(__file__).resolve().parents[1] / "services" / "previous_version.txt"
LINES = [line.split() for line in KNOWN.read_text().splitlines() if line[:1] != "#"]
OLD = {app: number for app, number in LINES if app != "commit"}
# Migration → the version that stopped using what it takes away.
CONTRACTING: dict[str, str] = {}
# A constraint that is made tighter → why the version before never breaks it.
KEPT_BEFORE = {
    "subscription_birth_both_or_neither": "its form takes both halves or neither",
    "accepted_sender_of_one": "it knows two of the four columns and fills one of them",
    "site_coordinates_both_or_neither": "a record's point has both halves",
    "alert_once_for_study_and_household": "the same three columns were one before",
    "outbox_message_id": "the column was unique before",
    "subscription_confirm_link": "the column was unique before",
    "subscription_manage_link": "the column was unique before",
    "subscription_unsubscribe_link": "the column was unique before",
}
EXPANDING = (
    operations.CreateModel,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.RenameIndex,
    operations.RemoveConstraint,
    operations.RunPython,
    operations.AlterModelOptions,
    operations.AlterModelManagers,
)


def newer() -> list:
    loader = MigrationLoader(None)
    found = []
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if app in OLD and name[:4] > OLD[app]:
            found.append((f"{app}.{name}", migration, loader))
    return found


def created(migrations) -> set[str]:
    """Return models, and "model.field", that the version before does not know."""
    found = [
        one for _name, migration, _loader in migrations for one in migration.operations
    ]
    new = {one.name.lower() for one in found if isinstance(one, operations.CreateModel)}
    return new | {
        f"{one.model_name.lower()}.{one.name}"
        for one in found
        if isinstance(one, operations.AddField)
    }


def asked(condition: models.Q) -> set[str]:
    """Return which fields a check looks at."""
    found = set()
    for part in condition.children:
        if isinstance(part, models.Q):
            found |= asked(part)
        else:
            name, value = part
            found.add(name.split("__")[0])
            found |= {value.name} if isinstance(value, models.F) else set()
    return found


def is_on_new_fields(operation, model: str, unknown: set[str]) -> bool:
    """Whether a check looks only at columns that the version before leaves alone."""
    if not isinstance(operation, operations.AddConstraint):
        return False
    condition = getattr(operation.constraint, "condition", None)
    fields = {f"{model}.{name}" for name in asked(condition)} if condition else set()
    return bool(fields) and fields <= unknown


def is_wider(old: models.Field, new: models.Field) -> bool:
    """Whether every row that was allowed still is."""
    same = old.get_internal_type() == new.get_internal_type()
    longer = (new.max_length or 10**9) >= (old.max_length or 10**9)
    looser = (new.null or not old.null) and (old.unique or not new.unique)
    return same and longer and looser


def takes_away(operation, state, app: str, unknown: set[str]) -> str:
    """Return why the version before would fail after an operation; "" if it goes on."""
    model = getattr(operation, "model_name", "").lower()
    if isinstance(operation, EXPANDING) or model in unknown:
        return ""
    if is_on_new_fields(operation, model, unknown):
        return ""
    if isinstance(operation, operations.AddConstraint):
        name = operation.constraint.name
        return "" if name in KEPT_BEFORE else f"{name} may refuse what was taken"
    if isinstance(operation, operations.AddField):
        field = operation.field
        has_value = (
            field.null or field.many_to_many or field.db_default is not NOT_PROVIDED
        )
        # Django drops `default` from the database: the old INSERT would say NULL.
        return "" if has_value else f"{model}.{operation.name} needs db_default or null"
    if isinstance(operation, operations.AlterField):
        old = state.models[app, model].fields[operation.name]
        if is_wider(old, operation.field):
            return ""
    return f"{type(operation).__name__} of {model or operation} is no expansion"


def test_the_version_before_is_known():
    assert set(OLD) == {config.label for config in apps.get_app_configs()} & {
        "contacts",
        "trials",
    }


def test_newer_migrations_only_expand():
    found = newer()
    unknown = created(found)
    faults = []
    for name, migration, loader in found:
        if name in CONTRACTING:
            continue
        app, stem = name.split(".")
        state = loader.project_state((app, stem), at_end=False)
        for operation in migration.operations:
            if fault := takes_away(operation, state, app, unknown):
                faults.append(f"{name}: {fault}")
            operation.state_forwards(app, state)
    assert faults == []


@pytest.mark.parametrize(
    ("operation", "is_fine"),
    [
        (operations.RemoveField("enquiry", "phone"), False),
        (operations.RenameField("enquiry", "phone", "telephone"), False),
        (operations.DeleteModel("Enquiry"), False),
        (
            operations.AddConstraint(
                "enquiry", models.CheckConstraint(condition=models.Q(pk=1), name="one")
            ),
            False,
        ),
        (operations.AddField("enquiry", "new", models.TextField(default="")), False),
        (operations.AddField("enquiry", "new", models.TextField(blank=True)), False),
        (operations.AddField("enquiry", "new", models.TextField(db_default="")), True),
        (operations.AddField("enquiry", "new", models.TextField(null=True)), True),
        (
            operations.AlterField(
                "enquiry", "reference", models.CharField(max_length=5)
            ),
            False,
        ),
        (
            operations.AlterField(
                "enquiry", "language", models.CharField(max_length=99)
            ),
            True,
        ),
        (
            operations.AddConstraint(
                "enquiry", models.CheckConstraint(condition=models.Q(new=1), name="x")
            ),
            True,
        ),
        (
            operations.AddConstraint(
                "enquiry",
                models.CheckConstraint(
                    condition=models.Q(new=1) | models.Q(phone=models.F("new")),
                    name="x",
                ),
            ),
            False,
        ),
    ],
)
def test_what_would_break_the_version_before_is_seen(operation, is_fine):
    loader = MigrationLoader(None)
    leaf = next(node for node in loader.graph.leaf_nodes() if node[0] == "contacts")
    state = loader.project_state(leaf)
    assert (takes_away(operation, state, "contacts", {"enquiry.new"}) == "") is is_fine
