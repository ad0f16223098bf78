"""When a question is shown, or a line applies: rows chosen from lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.forms.rules import SIGNS, number
from trials.authoring.forms.words import said
from trials.selfcheck.answers import QUESTIONS, flatten
from trials.selfcheck.editing.asked_when import ALL, ANY, Row
from trials.selfcheck.measures import units_of

Document = dict[str, Any]
ANSWERED = "?"
MORE_ANSWERS, MORE_NUMBERS = 2, 1


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
        kept = []
        if row:
            answer = f"{row['question']}|{row.get('code', ANSWERED)}"
            known = {value for _name, options in groups for value, _words in options}
            if answer not in known:
                # Kept until somebody chooses another; the lint says what is wrong.
                kept.append((answer, gone(row)))
            operator = row["operator"] if "code" in row else "="
            self.initial = {"answer": answer, "operator": operator}
        self.fields["answer"].choices = [("", "—"), *groups, *kept]

    def row(self) -> Row | None:
        """Return the row, None where nothing was chosen."""
        link, _bar, code = self.cleaned_data["answer"].partition("|")
        if not link:
            return None
        if code == ANSWERED:
            return {"question": link, "operator": "exists"}
        operator = self.cleaned_data["operator"] or "="
        return {"question": link, "operator": operator, "code": code}


def gone(row: Row) -> str:
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
        self.asked = {asked["linkId"]: asked for asked in numbers(earlier)}
        names = [(link, said(one["shortLabel"])) for link, one in self.asked.items()]
        units = {
            unit["code"]: said(unit.get("text")) or unit["code"]
            for asked in self.asked.values()
            for unit in units_of(asked)
        }
        if row:
            self.initial = {**row, "number": row["question"]}
            if row["question"] not in self.asked:
                names.append((row["question"], gone(row)))
                if row["unit"]:
                    units.setdefault(row["unit"], row["unit"])
        self.fields["number"].choices = [("", "—"), *names]
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
        return {**found, "value": number(data["value"]), "unit": data["unit"] or ""}


def numbers(earlier: list[Document]) -> list[Document]:
    """Return the questions that are answered with a number."""
    kinds = {"integer", "decimal", "quantity"}
    return [asked for asked in earlier if asked["type"] in kinds]


class ConditionsForm(forms.Form):
    """Several rows, and whether all or any of them have to hold."""

    join = forms.ChoiceField(
        label=gettext_lazy("Of these conditions"),
        choices=[
            (ALL, gettext_lazy("all have to hold")),
            (ANY, gettext_lazy("any one is enough")),
        ],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        earlier: list[Document],
        join: str,
        rows: list[Row],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"join": join}
        kinds = [NumberRowForm if "value" in row else AnswerRowForm for row in rows]
        kinds += [AnswerRowForm] * MORE_ANSWERS
        kinds += [NumberRowForm] * (MORE_NUMBERS if numbers(earlier) else 0)
        self.rows = [
            kind(
                self.data if self.is_bound else None,
                prefix=f"{self.prefix}-{place}",
                earlier=earlier,
                row=rows[place] if place < len(rows) else None,
            )
            for place, kind in enumerate(kinds)
        ]

    def clean(self) -> dict[str, Any]:
        """Every row has to be whole."""
        data = super().clean()
        if not all([row.is_valid() for row in self.rows]):  # noqa: C419 - all of them
            self.add_error(None, _("A condition needs a change."))
        return data

    def chosen(self) -> tuple[str, list[Row]]:
        """Return (all or any, the rows that were filled in)."""
        rows = [row.row() for row in self.rows]
        return self.cleaned_data["join"] or ALL, [row for row in rows if row]


def earlier_than(document: Document, link: str) -> list[Document]:
    """Return the questions that are asked before an item."""
    found = []
    for placed in flatten(document["items"]):
        if placed.item["linkId"] == link:
            break
        if placed.item["type"] in QUESTIONS:
            found.append(placed.item)
    return found
