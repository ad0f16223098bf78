"""A file's address is looked up once, and outlives no list of files."""

from types import SimpleNamespace

import pytest
from django.contrib.staticfiles import storage
from django.template import Context, Template
from django.test import override_settings

from portal.pages.tags import constant_files

MARK = "{% load static %}{% static 'img/a&b.svg' %}"


class Listed:
    """A storage with a list, which counts what it is asked."""

    def __init__(self) -> None:
        self.hashed_files = {"img/a&b.svg": "img/a&b.1.svg"}
        self.asked: list[str] = []

    def url(self, name: str) -> str:
        self.asked.append(name)
        return f"/static/{self.hashed_files.get(name, name)}"


@pytest.fixture
def files(monkeypatch) -> Listed:
    files = Listed()
    for place in (constant_files, storage):
        monkeypatch.setattr(place, "staticfiles_storage", files)
    return files


def said(template: Template, **context: object) -> str:
    return template.render(Context(context))


def test_a_file_is_looked_up_once_and_again_when_the_list_is_another(files):
    page = Template(MARK)
    assert [said(page) for _ in range(3)] == ["/static/img/a&amp;b.1.svg"] * 3
    assert len(files.asked) == 1
    files.hashed_files = {"img/a&b.svg": "img/a&b.2.svg"}
    assert said(page) == "/static/img/a&amp;b.2.svg"
    page.nodelist.insert(0, page.nodelist[-1])
    assert page.render(Context(autoescape=False)) == "/static/img/a&b.2.svg" * 2


def test_without_a_list_and_in_development_it_is_looked_up_each_time(
    files, monkeypatch
):
    page = Template(MARK)
    with override_settings(DEBUG=True):
        assert {said(page), said(page)} == {"/static/img/a&amp;b.1.svg"}
    assert len(files.asked) == 2
    plain = SimpleNamespace(url=files.url)
    monkeypatch.setattr(constant_files, "staticfiles_storage", plain)
    assert {said(page), said(page)} == {"/static/img/a&amp;b.1.svg"}
    assert len(files.asked) == 4


def test_what_a_page_names_is_looked_up_each_time(files):
    named = Template("{% load static %}{% static name %}")
    assert [said(named, name=one) for one in ("x", "y")] == ["/static/x", "/static/y"]
    kept = Template("{% load static %}{% static 'x' as it %}[{{ it }}]")
    assert said(kept) == "[/static/x]"
