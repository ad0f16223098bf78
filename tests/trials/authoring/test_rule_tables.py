"""A table of a rule begins at "choose": left so, it is refused and excludes nobody."""

from copy import deepcopy

from tests.trials.selfcheck.founding import DEFINITION
from trials.authoring.rules.tables import RulePartForm


def table(data: dict | None, part: dict | None = None) -> RulePartForm:
    document = deepcopy(DEFINITION)
    return RulePartForm(data, document=document, kind="exclusion", part=part)


def test_a_table_begins_at_choose():
    form = table({"item": "cancer"})
    field = form.fields["option-yes"]
    assert field.choices[0][0] == ""
    assert field.initial == ""
    # Not sure never tells, so there is nothing to choose.
    assert [code for code, _words in form.fields["option-unsure"].choices] == [
        "cannot_tell"
    ]


def test_a_row_without_a_choice_is_refused():
    sent = {"item": "cancer", "option-yes": "fails", "option-no": ""}
    form = table(sent)
    assert not form.is_valid()
    assert "option-no" in form.errors
    whole = table({**sent, "option-no": "fits"})
    assert whole.is_valid()
    assert whole.rule()["true"] == ["yes"]
