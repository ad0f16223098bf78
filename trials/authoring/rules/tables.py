"""One question's part of a rule, as a table of what each answer means."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.rules.comparisons import ComparingForm
from trials.authoring.text_names import said
from trials.selfcheck.editing.drafts import CANNOT_TELL, FAILS, FITS, questions
from trials.selfcheck.editing.rules import table_rule, verdicts

Document = dict[str, Any]
# Nobody has said anything of an answer yet; left so, it would exclude nobody.
UNDECIDED = ("", gettext_lazy("choose …"))
VERDICTS = [
    (FITS, gettext_lazy("fits")),
    (FAILS, gettext_lazy("does not fit")),
    (CANNOT_TELL, gettext_lazy("cannot tell")),
]


class RulePartForm(ComparingForm):
    """A question, and which of its answers fit; empty parts say nothing."""

    item = forms.ChoiceField(
        label=gettext_lazy("Which question tells it?"), required=False
    )
    needed = forms.IntegerField(
        label=gettext_lazy("How many of the ticks that decide are needed"),
        min_value=1,
        max_value=20,
        required=False,
    )
    comparison = forms.ChoiceField(
        label=gettext_lazy("It fits if the answer is"), required=False
    )
    value = forms.DecimalField(
        label=gettext_lazy("than or as"), required=False, max_digits=12
    )
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    leave_out = forms.BooleanField(
        label=gettext_lazy("Its question is gone: leave this part out"), required=False
    )

    def __init__(
        self,
        *args: Any,
        document: Document,
        kind: str,
        part: Document | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.part = kind, part or {}
        self.unsure = document.get("unknownCodes", [])
        self.asked = {q["linkId"]: q for q in questions(document)}
        names = [(link, said(q["shortLabel"])) for link, q in self.asked.items()]
        self.fields["item"].choices = [("", "—"), *names]
        self.initial = self.stored()
        self.question = self.asked.get(self.chosen())
        self.is_gone = bool(self.part) and self.part.get("item") not in self.asked
        if not self.is_gone:
            del self.fields["leave_out"]
        self.shape()

    def stored(self) -> dict[str, Any]:
        """Return what the part says so far."""
        counts = self.part.get("op") == "count"
        return {
            "item": self.part.get("item", ""),
            "needed": self.part["value"] if counts else 1,
            "comparison": self.seen_comparison(),
            "value": self.part.get("value"),
            "unit": self.part.get("unit", ""),
        }

    def chosen(self) -> str:
        """Return the question that is chosen now."""
        sent = self.data.get(self.add_prefix("item")) if self.is_bound else None
        return self.initial["item"] if sent is None else sent

    def shape(self) -> None:
        """Keep the fields that the chosen question needs: a table, or a comparison."""
        has_options = bool(self.question and "answerOption" in self.question)
        if not (has_options and self.question.get("repeats")):
            del self.fields["needed"]
        if has_options or self.question is None:
            for name in ("comparison", "value", "unit"):
                del self.fields[name]
        else:
            self.offer_signs()
            self.offer_units()
        self.offer_table()

    def offer_table(self) -> None:
        """Ask of each answer what it means; of the question so far it is known."""
        is_same = bool(self.question) and self.part.get("item") == self.chosen()
        part = self.part if is_same else None
        known = verdicts(self.question, part, self.kind, self.unsure)
        for option in (self.question or {}).get("answerOption", []):
            # Not sure never tells, whatever somebody would like it to mean.
            is_open = option["code"] in self.unsure
            self.fields[f"option-{option['code']}"] = forms.ChoiceField(
                label=said(option["text"]),
                choices=VERDICTS[2:] if is_open else [UNDECIDED, *VERDICTS],
                initial=known.get(option["code"], CANNOT_TELL if is_open else ""),
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """A comparison needs a number; a table has to say something."""
        data = super().clean()
        if self.is_gone and self.question is None and not data.get("leave_out"):
            # Left out in silence, the rest would mean something else.
            self.add_error("item", _("The question of this part is gone. Choose one."))
        if "value" in self.fields:
            self.check_comparison(data)
        elif self.question is not None:
            self.check_table(data)
        return data

    def check_table(self, data: dict[str, Any]) -> None:
        """Refuse a table that tells nothing, or asks for more ticks than decide."""
        self.check_undecided()
        given = list(self.table(data).values())
        if not any(verdict != CANNOT_TELL for verdict in given):
            message = _("Say of at least one answer whether it fits.")
            self.add_error("item", message)
        decides = FITS if self.kind == "inclusion" else FAILS
        if (data.get("needed") or 1) > max(given.count(decides), 1):
            message = _("So many ticks cannot be reached.")
            self.add_error("needed", message)

    def check_undecided(self) -> None:
        """Refuse an answer of which the page was sent without a choice."""
        for name in self.fields:
            is_row = name.startswith("option-")
            if is_row and self.data.get(self.add_prefix(name)) == "":
                self.add_error(name, _("Choose what this answer means."))

    def table(self, data: dict[str, Any]) -> dict[str, str]:
        """Return what each answer was said to mean."""
        return {
            name.removeprefix("option-"): data.get(name) or CANNOT_TELL
            for name in self.fields
            if name.startswith("option-")
        }

    def rule(self) -> Document | None:
        """Return this part's rule, None for an empty part."""
        if self.question is None:
            return None
        data = self.cleaned_data
        if "answerOption" not in self.question:
            return self.comparison_rule(data)
        needed, table = data.get("needed") or 1, self.table(data)
        return table_rule(self.question, table, self.kind, self.unsure, needed)
