"""Colours are computed and not believed; a logo is drawn anew."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from portal.hospital.actions import keep_logo, say_settings
from portal.hospital.contrast import contrast
from portal.hospital.drawn import BOX, NoPictureError, drawn_anew
from portal.hospital.look import DAY, NIGHT, can_be_read, least_contrast
from tests.factories import NOW

TOKENS = Path(__file__).resolve().parents[3] / "static" / "css" / "tokens.css"


def png(size: tuple[int, int] = (900, 300)) -> bytes:
    """Return a picture with a remark in it."""
    out, about = BytesIO(), PngInfo()
    about.add_text("Comment", "where it was taken")
    Image.new("RGB", size, "#336699").save(out, "PNG", pnginfo=about)
    return out.getvalue()


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_portals_own_colours_pass_and_pale_ones_do_not():
    assert can_be_read("#0d565c", DAY)
    assert can_be_read("#86d3cd", NIGHT)
    assert not can_be_read("#7aa7d6", DAY)
    assert not can_be_read("#0d565c", NIGHT)


def test_the_grounds_are_those_of_the_style_sheet():
    light, dark = TOKENS.read_text("utf-8").split("prefers-color-scheme: dark")
    for side, text in ((DAY, light), (NIGHT, dark)):
        found = dict(re.findall(r"--(\w[\w-]*): (#\w{6});", text))
        named = tuple(found[one] for one in ("paper", "sheet", "tint"))
        assert (side.grounds, side.on_colour) == (named, found["on-accent"])
        assert least_contrast(found["accent"], side) >= 4.5


def test_a_logo_is_small_and_holds_nothing_but_its_picture():
    drawn = drawn_anew(png())
    with Image.open(BytesIO(drawn)) as picture:
        assert picture.size[0] <= BOX[0]
        assert picture.size[1] <= BOX[1]
        assert picture.info == {}
    assert b"where it was taken" not in drawn


@pytest.mark.parametrize("data", [b"", png()[:60], b"GIF89a" + b"\0" * 40])
def test_what_is_no_picture_is_refused(data):
    with pytest.raises(NoPictureError):
        drawn_anew(data)


def test_a_picture_of_too_many_points_is_refused():
    with pytest.raises(NoPictureError):
        drawn_anew(png((5000, 4000)))


@pytest.mark.django_db
def test_logo_and_colours_stand_on_every_page():
    assert "/hospital/" not in Client().get("/").content.decode()
    name = keep_logo(drawn_anew(png()))
    values = {"LOGO": name, "COLOUR_DAY": "#5a1a6e", "COLOUR_NIGHT": "#e6c0f2"}
    say_settings(values=values, now=NOW, by="user:1")
    page = Client().get("/").content.decode()
    assert f'src="/hospital/{name}.png"' in page
    logo = Client().get(f"/hospital/{name}.png")
    assert (logo["Content-Type"], logo.content[:4]) == ("image/png", b"\x89PNG")
    sheet = re.search(r'href="(/hospital/\w+\.css)"', page)[1]
    css = Client().get(sheet)
    assert css["Content-Type"] == "text/css"
    day, night = css.content.decode().splitlines()
    # By day alone: else it would stand on dark pages too.
    assert day.startswith(
        "@media print,(prefers-color-scheme:light){:root{--accent:#5a1"
    )
    assert "dark){:root{--accent:#e6c0f2" in night
    assert "immutable" in css["Cache-Control"]
    assert Client().get("/hospital/0.png").status_code == 404


@pytest.mark.django_db
def test_colours_of_another_moment_are_not_kept():
    say_settings(values={"COLOUR_DAY": "#5a1a6e"}, now=NOW, by="user:1")
    assert Client().get("/hospital/7.css")["Cache-Control"] == "no-store"
