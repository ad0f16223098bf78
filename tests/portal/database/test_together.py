"""Rows that belong together are written together, on both databases."""

from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.sql import InsertQuery
from django.test.utils import CaptureQueriesContext

from contacts.models import AuditEvent, Message, OutgoingEmail, Team
from portal.database import known_inserts
from portal.database.known_inserts import default_of, insert_of
from portal.database.together import RawStatement, ask, insert_together
from portal.hospital.models import HospitalSetting
from portal.lib.crypto import decrypt
from tests import factories
from tests.factories import NOW
from trials.models import Study, StudySite

pytestmark = pytest.mark.django_db
AT_ONCE = 1
OF_TOWN = "SELECT id FROM trials_studysite WHERE city = %s"


def new_study(name: str = "NCT80000001") -> Study:
    return factories.Study.build(registry_id=name)


def test_rows_point_at_a_row_before_them():
    study = new_study()
    site = StudySite(study=study, key="one", city="Hangzhou")
    others = [StudySite(study=study, key=key, city=key) for key in ("two", "three")]
    insert_together([study], [site], others)
    kept = Study.objects.get(registry_id="NCT80000001")
    assert set(kept.sites.values_list("key", "city")) == {
        ("one", "Hangzhou"),
        ("two", "two"),
        ("three", "three"),
    }
    # What Python holds knows of it as well.
    assert (study.pk, site.study_id, site.study) == (kept.pk, kept.pk, study)
    assert [StudySite.objects.get(pk=one.pk).key for one in others] == ["two", "three"]


def test_a_row_of_before_is_pointed_at_as_ever():
    there = factories.StudySite()
    beside = StudySite(study=there.study, key="beside")
    insert_together([new_study()], [beside])
    assert set(there.study.sites.values_list("key", flat=True)) == {there.key, "beside"}


def test_what_the_model_does_on_the_way_in_is_done():
    enquiry = factories.accepted().enquiry
    said = Message(
        enquiry=enquiry,
        author="ENQUIRER",
        body="Für Lena",
        created_at=NOW,
        released_at=NOW,
    )
    team = Team(name="100 % of us")
    insert_together([said], [], [team])
    assert Message.objects.get(pk=said.pk).body == "Für Lena"
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM contacts_message WHERE id = %s", [said.pk])
        assert "Lena" not in cursor.fetchone()[0]
    kept = Team.objects.get(pk=team.pk)
    # The database's own default, and one of Python's.
    assert (kept.name, kept.is_rehearsing) == ("100 % of us", False)
    assert kept.work_days == team.work_days


def test_what_is_asked_beside_is_told_in_its_order():
    there = factories.StudySite(city="Zürich")
    told = insert_together(
        [new_study()],
        then=[
            RawStatement(
                "SELECT id FROM trials_studysite WHERE city = %s", ["Nowhere"]
            ),
            RawStatement("SELECT id FROM trials_studysite WHERE city = %s", ["Zürich"]),
        ],
    )
    assert told == [[], [there.pk]]
    assert ask(RawStatement("SELECT 1")) == [1]


def test_nothing_stays_where_one_row_is_refused():
    study = new_study()
    sites = [StudySite(study=study, key="same") for _time in range(2)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together([study], sites)
    assert not Study.objects.filter(registry_id="NCT80000001").exists()
    assert all(one.study is study for one in sites)


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite takes them singly"
)
def test_postgresql_is_asked_once():
    study = new_study()
    with CaptureQueriesContext(connection) as captured:
        insert_together([study], [StudySite(study=study, key="one")])
    assert len(captured) == AT_ONCE


def shown(value: object) -> object:
    """Return a value as the database gets it; a token is another each time."""
    if isinstance(value, str) and value.startswith("gAAAA"):
        return decrypt(value)
    return getattr(value, "obj", value)


def test_its_words_and_values_are_those_that_django_composes():
    enquiry = factories.accepted().enquiry
    mail = OutgoingEmail(to_address="a@b.example", created_at=NOW)
    rows = [new_study(), enquiry, enquiry.messages.get(), Team(name="us"), mail]
    rows += [AuditEvent(at=NOW, verb="x"), HospitalSetting(name="x", value="y")]
    for row in rows:
        query = InsertQuery(type(row))
        fields = [one for one in row._meta.concrete_fields if not one.primary_key]
        query.insert_values(fields, [row])
        [(words, values)] = query.get_compiler(connection=connection).as_sql()
        ours = insert_of([row])
        assert ours.words == f'{words} RETURNING "id"'
        assert len(ours.values) == len(values)
        assert [type(one) for one in ours.values] == [type(one) for one in values]
        assert [shown(one) for one in ours.values] == [shown(one) for one in values]


def test_a_time_without_its_zone_is_judged_by_its_field():
    said = Message(body="x", created_at=datetime(2026, 5, 4), released_at=NOW)  # noqa: DTZ001 - that is asked
    with pytest.warns(RuntimeWarning, match="naive"):
        insert_of([said])


def test_a_default_of_the_database_is_compiled_once(monkeypatch):
    default_of.cache_clear()
    compiled = []
    monkeypatch.setattr(
        known_inserts, "compiled", lambda *one: compiled.append(one) or ("NOW()", ())
    )
    mails = [OutgoingEmail(to_address=f"{one}@b.example") for one in "ab"]
    assert insert_of(mails).words.count("NOW()") == 2
    assert len(compiled) == 1
    default_of.cache_clear()
