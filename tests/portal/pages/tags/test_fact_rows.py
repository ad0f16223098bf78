"""Facts are written as the template did that stood in their place, and escaped."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from portal.pages.indents import without_indents

FACTS = [
    ("Kind of <study>", ["A & B", "<b>'\"</b>"], True),
    ("Empty", ["The record does not say."], False),
    ("Nothing", [], True),
]
TEMPLATE = """
    {% for name, values, is_registry in facts %}
      <div>
        <dt>{{ name }}</dt>
        {% for value in values %}
          <dd{% if is_registry %} {% lang "en" %}{% endif %}>
            {{ value }}
          </dd>
        {% endfor %}
      </div>
    {% endfor %}
"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_rows_are_what_a_template_would_write(language):
    with override(language):
        drawn = [
            without_indents(Template(source).render(Context({"facts": FACTS})).encode())
            for source in (TEMPLATE, "\n  {% fact_rows facts %}\n")
        ]
    assert drawn[0] == drawn[1]
    assert b"<b>" not in drawn[1]
    assert b'lang="en"' in drawn[1]
