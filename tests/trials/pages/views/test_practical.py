"""Practical facts: told by the team, published by another, asked where unknown."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests import factories, texts
from tests.factories import NOW
from tests.texts import OTHER
from trials.models import TextKind, TextVersion
from trials.pages import cache as page_cache
from trials.texts.actions.publishing import publish_text
from trials.texts.actions.reviewing import approve_text
from trials.texts.facts import FACTS

pytestmark = pytest.mark.django_db
TOLD = {"visits": "Five visits", "nights": "Two nights <in all>"}
PATH = "/trials/NCT90000001/"


@pytest.fixture(autouse=True)
def _closed(settings) -> None:
    settings.SERVE_UNAPPROVED = False


@pytest.fixture
def site():
    return factories.site_with_contact(study__registry_id="NCT90000001")


def page(language: str = "") -> str:
    page_cache.known.clear()
    return Client().get(f"{language}{PATH}").content.decode()


def staff_client(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def propose(client: Client, place: str = "", **facts: str):
    path = f"/staff/facts/NCT90000001/en/{place}"
    base = client.get(path).context["form"]["base"].value()
    return client.post(path, {"base": base, **facts})


def test_a_team_tells_and_a_second_person_publishes(site):
    user = factories.staff([site])
    assert propose(staff_client(user), **TOLD).status_code == 302
    version = TextVersion.objects.get(kind=TextKind.FACTS)
    assert (version.state, version.author) == ("IN_REVIEW", f"user:{user.pk}")
    assert "Five visits" not in page()
    row = approve_text(version=version, approval=texts.APPROVAL, now=NOW, by=OTHER)
    publish_text(version=row, today=texts.TODAY, now=NOW, by=OTHER)
    shown = page()
    assert "Five visits" in shown
    assert "Two nights &lt;in all&gt;" in shown
    assert "Told by the study&#x27;s team. Checked by" in shown.replace("'", "&#x27;")
    assert "Five visits" not in page("/zh-hans")


def test_only_the_studys_own_team_tells(site):
    other = factories.site_with_contact()
    outsider = staff_client(factories.staff([other]))
    assert outsider.get("/staff/facts/NCT90000001/en/").status_code == 404
    assert "NCT90000001" not in outsider.get("/staff/facts/").content.decode()
    desk = staff_client(factories.staff([], is_desk=True))
    assert desk.get("/staff/facts/NCT90000001/en/").status_code == 200
    assert desk.get("/staff/facts/NCT90000001/xx/").status_code == 404


def test_a_place_tells_what_is_different_there(site):
    far = factories.site_with_contact(study=site.study, facility="Clinic far away")
    client = staff_client(factories.staff([far]))
    listed = client.get("/staff/facts/NCT90000001/en/").content.decode()
    assert "Clinic far away" in listed
    assert propose(client, f"?site={far.key}", access="None at all").status_code == 302
    version = TextVersion.objects.get(site_key=far.key)
    row = approve_text(version=version, approval=texts.APPROVAL, now=NOW, by=OTHER)
    publish_text(version=row, today=texts.TODAY, now=NOW, by=OTHER)
    shown = page()
    assert "None at all" in shown
    assert shown.index("Clinic far away") < shown.index("None at all")
    # It answers for one place alone: the question stays for the others.
    assert "ask=access" in shown
    person = get_user_model().objects.create_superuser("editor@portal.example")
    factories.add_second_factor(person)
    editor = staff_client(person)
    overview = editor.get("/staff/texts/NCT90000001/").content.decode()
    assert "(<bdi>Clinic far away</bdi>)" in overview
    begun = editor.post("/staff/texts/NCT90000001/FACTS/en/", {"site": far.key})
    assert begun.status_code == 302
    assert TextVersion.objects.drafts().get().site_key == far.key
    wrong = editor.post("/staff/texts/NCT90000001/FACTS/en/", {"site": "nowhere"})
    assert wrong.status_code == 404


def test_nobody_tells_of_anothers_place(site):
    far = factories.site_with_contact(study=site.study)
    client = staff_client(factories.staff([site]))
    assert client.get(f"/staff/facts/NCT90000001/en/?site={far.key}").status_code == 404
    assert client.get("/staff/facts/NCT90000001/en/?site=nowhere").status_code == 404


def test_nothing_typed_is_lost_where_it_is_refused(site):
    client = staff_client(factories.staff([site]))
    answer = propose(client, paid="You are guaranteed a cure.")
    assert answer.status_code == 422
    assert "You are guaranteed a cure." in answer.content.decode()
    assert not TextVersion.objects.exists()


def test_the_facts_of_one_place_bear_its_name(site):
    texts.published(site.study, {"facts": TOLD}, kind="FACTS", site_key=site.key)
    shown = page().partition('id="practical"')[2].partition("</section>")[0]
    assert site.name in shown
    assert "Five visits" in shown
    # Told of one place, it is still a question to the others.
    assert str(FACTS["visits"].question) in shown


def test_what_nobody_told_goes_into_the_message_with_one_press(site, settings):
    settings.SERVE_UNAPPROVED = True
    texts.published(site.study, {"facts": TOLD}, kind="FACTS")
    link = page().partition("/message/?")[2].partition('"')[0].replace("&amp;", "&")
    form = Client().get(f"{PATH}message/?{link}").context["form"]
    message = form["message"].value()
    assert message.count("\n") == len(FACTS) - len(TOLD) - 1
    for key, fact in FACTS.items():
        assert (str(fact.question) in message) is (key not in TOLD)


def test_no_stranger_writes_the_message(site, settings):
    settings.SERVE_UNAPPROVED = True
    form = Client().get(f"{PATH}message/?ask=Buy+now&ask=visits").context["form"]
    assert form["message"].value() == str(FACTS["visits"].question)


def test_a_study_that_is_over_is_not_asked(site):
    site.study.overall_status = "COMPLETED"
    site.study.save()
    assert 'id="practical"' not in page()
    assert get_user_model().objects.count() == 0
