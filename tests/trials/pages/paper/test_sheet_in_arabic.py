"""The two pages from right to left, where the system has letters for them."""

import re
import shutil
import subprocess

from tests.services.servers import lacking
from tests.trials.pages.paper.reading import pdf_pages
from trials.pages.paper.pdf import sheet_pdf
from trials.pages.paper.sheet import SheetContact, StudySheet
from trials.pages.paper.told import SheetPart

FONT = re.compile(rb"/FontName\s*/(?:[A-Z]{6}\+)?([A-Za-z]+)")
SHEET = StudySheet(
    number="NCT90000001",
    title="دراسة علاج جديد لمرض الذئبة الحمراء",
    language="ar",
    original="A study of rest in people with lupus",
    is_fictional=True,
    address="https://trials.hospital.example/ar/trials/NCT90000001/",
    asked=SheetContact("فريق الدراسة", "+86 571 0100 555", "team@hospital.example"),
    state="تقبل الدراسة مشاركين الآن.",
    remarks=[],
    parts=[SheetPart("ما هي هذه الدراسة؟", ["تختبر الدراسة علاجًا جديدًا."])],
    places=["مستشفى الأطفال، هانغتشو"],
    more_places="",
    questions=["كم مرة نأتي إلى المستشفى؟"],
    version="",
    portal="بوابة الدراسات",
)


def fonts_in(sheet: StudySheet) -> set[str]:
    """Return the families whose letters a sheet needs, one word each."""
    return {one.decode() for one in FONT.findall(sheet_pdf(sheet))}


def arabic_families() -> set[str]:
    """Return the system's families with Arabic letters, written as a PDF does."""
    if shutil.which("fc-list") is None:
        lacking("no fc-list")
    asked = ["fc-list", ":lang=ar", "family"]
    told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    return {name.split(",")[0].replace(" ", "") for name in told.splitlines()}


def test_arabic_is_set_in_letters_and_not_in_boxes():
    known = arabic_families()
    if not known:
        lacking("no font with Arabic letters")
    assert 1 <= pdf_pages(sheet_pdf(SHEET)) <= 2
    assert b"/Lang(ar" in sheet_pdf(SHEET)
    used = fonts_in(SHEET)
    assert any(font.startswith(tuple(known)) for font in used), used
