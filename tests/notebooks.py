"""Notes for tests, written as a visitor writes them."""

from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from contacts.models import Note
from tests import factories
from trials.models import EligibilityCriterion, Study
from trials.pages.passages import read_study

SUMMARY = "Rest is compared with work in people who have lupus, for half a year."
CRITERIA = ("Adults of 18 years or older", "No live vaccine within 4 weeks")


def study(registry_id: str = "NCT90000001") -> Study:
    """Return a published study with a summary and two criteria."""
    site = factories.site_with_contact(
        study__registry_id=registry_id,
        study__brief_summary=SUMMARY,
        study__is_eligibility_split=True,
    )
    for position, text in enumerate(CRITERIA):
        EligibilityCriterion.objects.create(
            study=site.study, kind="INCLUSION", position=position, text=text
        )
    return site.study


def write(client: Client, body: str = "What does this mean?", **values) -> HttpResponse:
    """Write a note beside the first paragraph, as the page without scripts does."""
    values["at"] = place(values.get("at", "0"))
    said = {"study": "NCT90000001", "key": str(uuid4()), "body": body}
    said |= {"seen": seen(client, values["at"]), **values}
    return client.post("/notes/new/", {k: v for k, v in said.items() if v is not None})


def place(at: str | None) -> str | None:
    """Return the page's number of the record's own passages: 0 its summary, then lines.

    What the portal says of the record by itself stands around them.
    """
    study = Study.objects.filter(registry_id="NCT90000001").first()
    if study is None or not (at or "").isdecimal():
        return at
    found = read_study(study, "en").passages
    of_record = [
        *(str(one.number) for one in found if one.part == "overview"),
        *(str(one.number) for one in found if one.part in {"inclusion", "exclusion"}),
    ]
    return of_record[int(at)] if int(at) < len(of_record) else at


RIGHT = {"passcode": "correct horse battery"}


def entered(path: str, **values: str) -> Client:
    """Return a visitor who gave the passcode of a shared link."""
    visitor = Client()
    answer = visitor.post(path, {**RIGHT, **values})
    assert answer.status_code == 303, answer.content
    return visitor


def seen(client: Client, at: str) -> str:
    """Return what the form says of the passage that it shows."""
    page = client.get(f"/notes/new/?study=NCT90000001&at={at}&v=1")
    return page.context["seen"] if page.status_code == 200 else ""


def written(client: Client, body: str = "What does this mean?", **values) -> Note:
    """Return a note that was written so."""
    answer = write(client, body, **values)
    assert answer.status_code == 302, answer.content
    return Note.objects.latest("pk")


def share(client: Client, notes: list[Note], **values) -> tuple[str, str]:
    """Share notes; return the link's path and the passcode."""
    said = {
        "notes": [str(note.key) for note in notes],
        "days": "7",
        "way": "own",
        "own": RIGHT["passcode"],
        "key": str(uuid4()),
        **values,
    }
    page = client.post("/notes/share/", said)
    assert page.status_code == 200, page.content
    link = page.context["link"].removeprefix("http://testserver")
    return link, page.context["passcode"]
