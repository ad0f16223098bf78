"""Editors change our words, not the registry's; an edit is on the page at once."""

from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from tests import factories, texts
from trials.models import Study
from trials.pages import cache as page_cache

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    user = get_user_model().objects.create_superuser("editor@portal.example")
    factories.add_second_factor(user)
    client.force_login(user)
    return client


@pytest.fixture
def study() -> Study:
    return factories.site_with_contact(study__registry_id="NCT90000001").study


def photograph(size=(400, 300)) -> SimpleUploadedFile:
    file = BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N"}
    Image.new("RGB", size, "#845").save(file, "JPEG", exif=exif)
    return SimpleUploadedFile("me.jpg", file.getvalue(), "image/jpeg")


def save(editor: Client, study: Study, **values):
    usual = {"is_published": "on", "team_languages": '["zh", "en"]'}
    url = f"/admin/trials/study/{study.pk}/change/"
    return editor.post(url, {**usual, **values})


def read(client: Client, path: str = "") -> bytes:
    page_cache.known.clear()
    answer = client.get(f"/trials/NCT90000001/{path}")
    assert answer.status_code == 200
    return answer.content


def test_an_edit_is_on_the_page(editor, client, study):
    assert b"Dr Example" not in read(client)
    save(editor, study, contact_display_name="Dr Example (fictional)")
    page = read(client).decode()
    assert "Dr Example" in page
    assert "Chinese and English" in page


def test_a_photograph_is_made_small_and_loses_its_hidden_data(editor, client, study):
    save(editor, study, photo=photograph())
    assert b'src="/trials/NCT90000001/photo/"' in read(client)
    picture = read(client, "photo/")
    image = Image.open(BytesIO(picture))
    assert (image.format, image.size) == ("WEBP", (192, 192))
    assert not image.getexif()
    save(editor, study, remove_photo="on")
    assert b"/photo/" not in read(client)


@pytest.mark.parametrize("junk", [b"no picture", b"GIF89a", b"<svg onload=alert(1)>"])
def test_what_is_no_photograph_is_refused(editor, client, study, junk):
    answer = save(editor, study, photo=SimpleUploadedFile("x.jpg", junk))
    assert b"This is not a JPEG, PNG or WebP picture." in answer.content
    study.refresh_from_db()
    assert bytes(study.contact_photo) == b""


def test_words_are_only_looked_at_here(editor, client, study):
    version = texts.approved(study)
    place = f"/admin/trials/textversion/{version.pk}"
    assert editor.get(f"{place}/change/").status_code == 200
    for path in (
        f"{place}/change/",
        f"{place}/delete/",
        "/admin/trials/textversion/add/",
    ):
        assert editor.post(path, {"state": "PUBLISHED"}).status_code == 403
    version.refresh_from_db()
    assert version.state == "APPROVED"
    for name in ("studycontent", "textsection", "textparagraph", "glossaryterm"):
        assert editor.get(f"/admin/trials/{name}/").status_code == 404


def test_the_registrys_fields_cannot_be_edited(editor, study):
    save(editor, study, brief_title="Ours now", overall_status="COMPLETED")
    study.refresh_from_db()
    assert study.brief_title == "A study of rest in people with lupus"
    assert study.overall_status == "RECRUITING"
