"""What is the same on all pages is drawn once, to a byte as if it were drawn anew."""

from types import SimpleNamespace

import pytest
from django.template import Context, Engine, NodeList, Template, engines
from django.test import override_settings
from django.urls import set_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import override

from portal.pages.compiled import runs
from portal.pages.compiled.loading import QuickTemplate
from portal.pages.compiled.runs import ConstantRun
from portal.pages.tags import constant_files

MENU = (
    "{% load i18n static %}<a href=\"{% url 'home' %}\">{% translate 'Menu' %}</a>"
    "{% if shown %}<b>{% translate 'Privacy' %} & {{ name }}</b>{% endif %}"
    "{% for one in many %}{% translate 'Language' %} {{ one }}, {% endfor %}"
    "{% translate 'Help' %}<i>{% url 'contacts:privacy' %}</i>"
)
FILES = "{% load static i18n %}{% static 'img/mark.svg' %}{% translate 'Menu' %}"
GIVEN = {"shown": True, "name": "a & b", "many": [1, 2]}


def engine() -> Engine:
    return engines["django"].engine


def quick(source: str) -> Template:
    return QuickTemplate(source, engine=engine())


def runs_of(template: Template) -> list[ConstantRun]:
    return template.nodelist.get_nodes_by_type(ConstantRun)


@pytest.mark.parametrize("language", ["en", "zh-hans", "es", "ar"])
def test_a_page_is_djangos(language):
    ours, theirs = quick(MENU), Template(MENU)
    with override(language):
        for given in (GIVEN, {**GIVEN, "name": "c"}, {}, GIVEN):
            expected = theirs.render(Context(given))
            assert ours.render(Context(given)) == expected
        plain = Context(GIVEN, autoescape=False)
        assert ours.render(plain) == theirs.render(plain)


class Counting(NodeList):
    """Nodes that count how often they are drawn."""

    drawn = 0

    def render(self, context: Context) -> SafeString:
        self.drawn += 1
        return super().render(context)


def test_a_run_is_drawn_once_for_a_language_and_a_path():
    page = quick(MENU)
    first = runs_of(page)[0]
    first.nodelist = Counting(first.nodelist)
    for language in ("en", "es", "en", "es"):
        with override(language):
            page.render(Context())
    assert first.nodelist.drawn == 2
    with override("en"):
        set_script_prefix("/below/")
        try:
            assert "/below/" in page.render(Context())
        finally:
            set_script_prefix("/")
        assert "/below/" not in page.render(Context())
    assert first.nodelist.drawn == 3


def test_a_language_within_a_page_is_its_own():
    page = (
        "{% load i18n %}{% translate 'Menu' %}.{% language 'es' %}"
        "{% translate 'Menu' %}.{% endlanguage %}{% translate 'Menu' %}."
    )
    with override("en"):
        expected = Template(page).render(Context())
        assert [quick(page).render(Context()) for _time in range(2)] == [expected] * 2


def test_what_depends_on_the_page_is_in_no_run():
    page = quick("{% load i18n %}{% translate name %} {{ name }}{% url view %}")
    assert runs_of(page) == []
    assert runs_of(quick("only text {{ name }} and text")) == []


def test_files_of_another_list_are_others(monkeypatch):
    page = quick(FILES)
    listed = SimpleNamespace(hashed_files={}, url=lambda name: f"/1/{name}")
    for place in (runs, constant_files, constant_files.django_static):
        monkeypatch.setattr(place, "staticfiles_storage", listed, raising=False)
    monkeypatch.setattr(
        "django.contrib.staticfiles.storage.staticfiles_storage", listed
    )
    first = page.render(Context())
    listed.url = lambda name: f"/2/{name}"
    assert page.render(Context()) == first
    listed.hashed_files = {"another": "list"}
    assert page.render(Context()) == first.replace("/1/", "/2/")
    with override_settings(DEBUG=True):
        listed.url = lambda name: f"/3/{name}"
        assert page.render(Context()) == first.replace("/1/", "/3/")


def test_blocks_of_a_page_stand_where_they_stood():
    assert runs_of(engine().get_template("base.html"))
    page = engine().get_template("portal/errors/410.html")
    assert page.nodelist.get_nodes_by_type(ConstantRun)
