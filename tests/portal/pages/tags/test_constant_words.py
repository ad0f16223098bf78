"""A text of a template is looked up once a language, and outlives no catalogue."""

from django.template import Context, Template
from django.utils.translation import override, trans_real

CANCEL = Template('{% load i18n %}{% translate "Cancel" %}')


def said(language: str, template: Template = CANCEL, **context: object) -> str:
    with override(language):
        return template.render(Context(context))


def test_each_language_has_its_own_words():
    english, chinese = said("en"), said("zh-hans")
    assert english == "Cancel"
    assert chinese not in {"", english}
    assert (said("en"), said("zh-hans")) == (english, chinese)


def test_words_that_a_page_gives_are_looked_up_each_time():
    given = Template("{% load i18n %}{% translate words %}")
    assert said("zh-hans", given, words="Cancel") == said("zh-hans")
    assert said("zh-hans", given, words="Xyzzy") == "Xyzzy"
    kept = Template('{% load i18n %}{% translate "Cancel" as it %}[{{ it }}]')
    assert said("zh-hans", kept) == f"[{said('zh-hans')}]"


def test_a_new_catalogue_is_read_anew(monkeypatch):
    before = said("zh-hans")
    monkeypatch.setattr(trans_real, "_translations", {})
    with override("zh-hans"):
        catalogue = trans_real.catalog()
        monkeypatch.setitem(catalogue._catalog._catalogs[0], "Cancel", "Neu")
        assert CANCEL.render(Context()) == "Neu"
    monkeypatch.undo()
    assert said("zh-hans") == before


def test_words_are_escaped_where_the_template_says_so():
    written = Template(
        '{% load i18n %}{% autoescape off %}{% translate "a & b" %}{% endautoescape %}'
    )
    assert said("en", written) == "a & b"
    assert "100%" in said("en", Template('{% load i18n %}{% translate "100%" %}'))
