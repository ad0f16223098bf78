"""A part that a template names is sought once, and drawn as Django draws it."""

import pytest
from django.template import Context, Engine, Template, TemplateDoesNotExist, engines

from portal.pages.compiled.includes import QuickInclude
from portal.pages.compiled.loading import QuickTemplate

PART = "contacts/enquiries/_length.html"
PAGE = (
    f"{{% include '{PART}' with field=one %}}{{% include '{PART}' %}}"
    f"{{% include '{PART}' only %}}{{% include name %}}"
    "{% for field in several %}"
    f"{{% include '{PART}' %}}"
    "{% endfor %}{{ field.id_for_label }}"
)
GIVEN = {
    "field": {"id_for_label": "outer"},
    "one": {"id_for_label": "<given>"},
    "several": [{"id_for_label": "a"}, {"id_for_label": "b"}],
    "name": PART,
}


def engine() -> Engine:
    return engines["django"].engine


def test_a_page_is_djangos():
    ours, theirs = QuickTemplate(PAGE, engine=engine()), Template(PAGE)
    expected = theirs.render(Context(GIVEN))
    assert [ours.render(Context(GIVEN)) for _time in range(2)] == [expected] * 2
    assert len(ours.nodelist.get_nodes_by_type(QuickInclude)) == 4


def test_a_part_is_sought_once_and_in_development_each_time(monkeypatch):
    page, sought = QuickTemplate(PAGE, engine=engine()), []
    was = Engine.get_template
    monkeypatch.setattr(
        Engine,
        "get_template",
        lambda self, name: sought.append(name) or was(self, name),
    )
    monkeypatch.setattr(engine(), "debug", False)
    for _time in range(2):
        page.render(Context({**GIVEN, "name": Template("")}))
    assert sought == [PART] * 4
    monkeypatch.setattr(engine(), "debug", True)
    page.render(Context({**GIVEN, "name": Template("")}))
    assert len(sought) > 4


def test_a_part_that_is_not_there_is_said():
    page = QuickTemplate("{% include 'no/such.html' %}", engine=engine())
    for _time in range(2):
        with pytest.raises(TemplateDoesNotExist):
            page.render(Context())
