"""Each part of a page has one template, one style, and a place in the gallery."""

import re

from portal.pages.gallery import COMPONENTS, SAMPLES, samples
from tests.architecture.test_imports import ROOT

TEMPLATES = ROOT / "templates"
# Used by other parts and drawn with their look: none of their own.
COMPOSED = {"letter_words", "sign"}
# Notes and answers hang on these: their text is a passage, their state a form's.
FOLDS_BY_HAND = {
    "contacts/console/_ways.html",
    "contacts/notes/shared_notes.html",
    "trials/pages/studies/_faq_list.html",
}


def stems(folder: str, kind: str) -> set[str]:
    return {path.stem for path in (ROOT / folder).glob(f"*.{kind}")}


def test_each_part_has_one_template_and_one_style():
    assert stems("templates/components", "html") == {*COMPONENTS, *COMPOSED}
    assert stems("static/css/components", "css") == set(COMPONENTS)


def test_each_part_has_its_place_in_the_gallery():
    places = sorted((TEMPLATES / "portal" / "gallery").glob("*.html"))
    shown = "".join(path.read_text(encoding="utf-8") for path in places)
    for name in COMPONENTS:
        [section] = re.findall(rf'<section id="{name}".*?</section>', shown, re.S)
        assert f'part "{name}"' in section or f"components/{name}.html" in section


def test_what_a_part_looks_like_stands_in_its_own_style():
    """No page writes a part by hand where the part is one element with a name."""
    found = {
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name != "components"
        for name in re.findall(
            r'class="(notice|empty|tabs|timeline|steps|tiles|share|map)[" ]',
            path.read_text(encoding="utf-8"),
        )
    }
    # Scripts show and fill these; what they hold is not known when they are drawn.
    assert found == {
        "allauth/layouts/base.html: tabs",
        "contacts/console/enquiry_detail.html: notice",
        "contacts/enquiries/_kept.html: notice",
        "contacts/proofs/_proof.html: notice",
        "portal/gallery.html: tabs",
    }


def test_a_button_by_hand_has_what_the_part_does_not_know():
    """A script's, another form's, one with a name for those who hear it, a query."""
    more = re.compile(
        r"\b(?:form|id|aria-label|data-[a-z]+)\b|\?|\{% if|( [\w.]+){3} %"
    )
    found = {
        f"{path.relative_to(TEMPLATES)}: {tag}"
        for path in TEMPLATES.rglob("*.html")
        if not {"components", "emails", "elements"} & set(path.parts)
        for tag in re.findall(
            r'<(?:a|button)\s(?:[^>]|%>)*?class="button[" ][^>]*>',
            path.read_text(encoding="utf-8"),
        )
        if not more.search(tag)
    }
    assert found == set()


def test_folds_are_drawn_in_one_place():
    found = {
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name != "components" and "<details" in path.read_text("utf-8")
    }
    assert found == FOLDS_BY_HAND


def test_samples_say_the_same_in_each_script():
    assert {path.stem for path in SAMPLES.glob("*.json")} == set(samples())
    shapes = {
        tuple((key, len(value) if isinstance(value, list) else 1) for key, value in one)
        for one in (sorted(words.items()) for words in samples().values())
    }
    assert len(shapes) == 1
