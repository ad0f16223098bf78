"""One row of a condition: an earlier answer, or an earlier number."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.rules.comparisons import SIGNS, document_number
from trials.authoring.text_names import said
from trials.selfcheck.editing.asked_when import Row
from trials.selfcheck.measures import units_of

Document = dict[str, Any]


ANSWERED = "?"


class AnswerRowForm(forms.Form):
    """One earlier answer."""

    answer = forms.ChoiceField(label=gettext_lazy("Earlier answer"), required=False)
    operator = forms.ChoiceField(
        label=gettext_lazy("was"),
        choices=[("=", gettext_lazy("chosen")), ("!=", gettext_lazy("not chosen"))],
        required=False,
    )

    def __init__(
        self, *args: Any, earlier: list[Document], row: Row | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (said(asked["shortLabel"]), answers_of(asked))
            for asked in earlier
            if "answerOption" in asked
        ]
        kept = self.stored(row, groups) if row else []
        self.fields["answer"].choices = [("", "—"), *groups, *kept]

    def stored(self, row: Row, groups: list[Any]) -> list[tuple[str, str]]:
        """Begin with a stored row; return its choice where it is no longer offered."""
        answer = f"{row['question']}|{row.get('code', ANSWERED)}"
        operator = row["operator"] if "code" in row else "="
        self.initial = {"answer": answer, "operator": operator}
        known = {value for _name, options in groups for value, _words in options}
        # Kept until somebody chooses another; the lint says what is wrong.
        return [] if answer in known else [(answer, gone_choice(row))]

    def row(self) -> Row | None:
        """Return the row, None where nothing was chosen."""
        link, _bar, code = self.cleaned_data["answer"].partition("|")
        if not link:
            return None
        if code == ANSWERED:
            return {"question": link, "operator": "exists"}
        operator = self.cleaned_data["operator"] or "="
        return {"question": link, "operator": operator, "code": code}


def gone_choice(row: Row) -> str:
    """Return how a stored choice is named that can be chosen no more."""
    name = row.get("code", "")
    return _("%(what)s (not asked before this)") % {
        "what": f"{row['question']} {name}".strip()
    }


def answers_of(asked: Document) -> list[tuple[str, str]]:
    """Return a question's answers as choices, and "any answer" before them."""
    link = asked["linkId"]
    label = said(asked["shortLabel"])
    options = [
        (f"{link}|{option['code']}", f"{label}: {said(option['text'])}")
        for option in asked["answerOption"]
    ]
    anything = _("any answer")
    return [(f"{link}|{ANSWERED}", f"{label}: {anything}"), *options]


class NumberRowForm(forms.Form):
    """One earlier number, such as the age."""

    number = forms.ChoiceField(label=gettext_lazy("Earlier number"), required=False)
    operator = forms.ChoiceField(
        label=gettext_lazy("is"), choices=list(SIGNS.items()), required=False
    )
    value = forms.DecimalField(
        label=gettext_lazy("than or as"), required=False, max_digits=12
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(
        self, *args: Any, earlier: list[Document], row: Row | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {asked["linkId"]: asked for asked in numbers_among(earlier)}
        names = {link: said(one["shortLabel"]) for link, one in self.asked.items()}
        units = {
            unit["code"]: said(unit.get("text")) or unit["code"]
            for asked in self.asked.values()
            for unit in units_of(asked)
        }
        if row:
            self.initial = {**row, "number": row["question"]}
        if row and row["question"] not in self.asked:
            names[row["question"]] = gone_choice(row)
            if row["unit"]:
                units.setdefault(row["unit"], row["unit"])
        self.fields["number"].choices = [("", "—"), *names.items()]
        self.fields["unit"].choices = [("", "—"), *units.items()]

    def clean(self) -> dict[str, Any]:
        """A number is compared with a number, in a unit that it is asked in."""
        data = super().clean()
        asked = self.asked.get(data.get("number") or "")
        if data.get("number") and data.get("value") is None:
            self.add_error("value", _("Type a number."))
        if asked is None:
            return data
        codes = [unit["code"] for unit in units_of(asked)]
        if len(codes) == 1 and not data.get("unit"):
            data["unit"] = codes[0]
        if (data.get("unit") or "") not in (codes or [""]):
            self.add_error("unit", _("Choose a unit in which this is asked."))
        return data

    def row(self) -> Row | None:
        """Return the row, None where nothing was chosen."""
        data = self.cleaned_data
        if not data["number"]:
            return None
        found = {"question": data["number"], "operator": data["operator"] or ">="}
        return {
            **found,
            "value": document_number(data["value"]),
            "unit": data["unit"] or "",
        }


def numbers_among(earlier: list[Document]) -> list[Document]:
    """Return the questions that are answered with a number."""
    kinds = {"integer", "decimal", "quantity"}
    return [asked for asked in earlier if asked["type"] in kinds]
