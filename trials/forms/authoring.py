"""Forms of the people who write a self-check: tables and boxes, never JSON."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.forms.rules import RulePartForm
from trials.selfcheck.edit import ASK, TEAM_CHECK, questions
from trials.selfcheck.rules import ALL, ANY, joined, parts_of

Document = dict[str, Any]
EFFECTS = [
    ("none", _("nothing")),
    ("discuss", _("talk to the team")),
    ("stop", _("probably not")),
]
# Questions that one line of the protocol may be told by.
PARTS = 3


class CriterionForm(forms.Form):
    """One line of the protocol: asked about, or left to the team."""

    mode = forms.ChoiceField(
        label=_("Who finds out?"),
        choices=[(ASK, _("We ask the family")), (TEAM_CHECK, _("The team checks"))],
        widget=forms.RadioSelect,
    )
    team_why = forms.CharField(
        label=_("Why the team checks it"), required=False, max_length=500
    )
    join = forms.ChoiceField(
        label=_("If several questions tell it"),
        choices=[
            (ALL, _("all of them have to fit")),
            (ANY, _("any of them is enough")),
        ],
        required=False,
    )
    does_not_meet = forms.ChoiceField(
        label=_("If it does not fit"), choices=EFFECTS, required=False
    )
    unknown = forms.ChoiceField(
        label=_("If it is not known"), choices=EFFECTS[:2], required=False
    )
    gate = forms.BooleanField(
        label=_("Nothing else is asked once it does not fit"), required=False
    )
    exception = forms.BooleanField(
        label=_("The team can make an exception"), required=False
    )

    def __init__(
        self, *args: Any, document: Document, criterion: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criterion = criterion
        found = parts_of(criterion.get("rule"), criterion["kind"])
        self.is_simple = found is not None
        join, known = found or (ALL, [])
        effects = criterion.get("effects", {})
        self.initial = {
            "mode": criterion["mode"],
            "team_why": criterion.get("teamWhy", ""),
            "join": join,
            "does_not_meet": effects.get("does_not_meet", "discuss"),
            "unknown": effects.get("unknown", "discuss"),
            "gate": criterion.get("gate", False),
            "exception": "exception" in criterion,
        }
        self.parts = [
            RulePartForm(
                self.data if self.is_bound else None,
                prefix=f"part-{n}",
                document=document,
                kind=criterion["kind"],
                part=known[n] if n < len(known) else None,
            )
            for n in range(max(PARTS, len(known)))
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs; refuse what the rules forbid."""
        data = super().clean()
        if data.get("mode") == TEAM_CHECK:
            if not data.get("team_why"):
                self.add_error("team_why", _("Say why the team checks it."))
            return data
        if not all([part.is_valid() for part in self.parts]):  # noqa: C419 - all of them
            self.add_error(None, _("Something in the tables needs a change."))
        elif self.is_simple and not self.rules():
            self.add_error(None, _("Choose a question."))
        if data.get("exception") and data.get("does_not_meet") == "stop":
            message = _("With an exception, it is never “probably not”.")
            self.add_error("does_not_meet", message)
        return data

    def rules(self) -> list[Document]:
        """Return the rules of the parts that were filled in."""
        found = [part.rule() for part in self.parts]
        return [rule for rule in found if rule is not None]

    def values(self) -> dict[str, Any]:
        """Return what `edit.with_criterion` takes."""
        data = self.cleaned_data
        return {
            "mode": data["mode"],
            "teamWhy": data["team_why"],
            "rule": self.rule() if data["mode"] == ASK else None,
            "does_not_meet": data["does_not_meet"] or "discuss",
            "unknown": data["unknown"] or "none",
            "gate": data["gate"],
            "exception": self.exception_text() if data["exception"] else None,
        }

    def rule(self) -> Document | None:
        """Return the rule of the tables; one that no table can show stays."""
        rules = self.rules()
        if not rules:
            return self.criterion.get("rule")
        join = self.cleaned_data["join"] or ALL
        return joined(join, rules, self.criterion["kind"])

    def exception_text(self) -> dict[str, str]:
        """Return the exception's words, the old ones where there are some."""
        old = self.criterion.get("exception", {}).get("text")
        return old or {"en": "The team can make an exception."}


class QuestionForm(forms.Form):
    """A question's own settings."""

    required = forms.BooleanField(
        label=_("An answer is needed (“Not sure” is one)"), required=False
    )
    sensitive = forms.BooleanField(label=_("Sensitive: asked late"), required=False)
    after = forms.ChoiceField(label=_("Only asked if"), required=False)
    is_answer = forms.CharField(
        label=_("was answered with (code)"), required=False, max_length=40
    )

    def __init__(
        self, *args: Any, document: Document, question: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        earlier = []
        for other in questions(document):
            if other["linkId"] == question["linkId"]:
                break
            if "answerOption" in other:
                earlier.append(other)
        self.earlier = {q["linkId"]: q for q in earlier}
        names = [(q["linkId"], q["shortLabel"]["en"]) for q in earlier]
        self.fields["after"].choices = [("", _("always")), *names]
        conditions = question.get("enableWhen", [])
        self.is_simple = len(conditions) <= 1 and all(
            "answerCode" in c and c["operator"] == "=" for c in conditions
        )
        first = conditions[0] if conditions and self.is_simple else {}
        self.initial = {
            "required": question.get("required", False),
            "sensitive": question.get("sensitive", False),
            "after": first.get("question", ""),
            "is_answer": first.get("answerCode", ""),
        }

    def clean(self) -> dict[str, Any]:
        """The answer must be one of the earlier question's options."""
        data = super().clean()
        asked = self.earlier.get(data.get("after") or "")
        codes = [o["code"] for o in (asked or {}).get("answerOption", [])]
        if asked and data.get("is_answer") not in codes:
            message = _("Type one of: %(codes)s") % {"codes": ", ".join(codes)}
            self.add_error("is_answer", message)
        return data

    def values(self) -> dict[str, Any]:
        """Return what `edit.with_question` takes; a joined condition stays."""
        data = self.cleaned_data
        found = {"required": data["required"], "sensitive": data["sensitive"]}
        if self.is_simple:
            found["condition"] = (
                {
                    "question": data["after"],
                    "operator": "=",
                    "answerCode": data["is_answer"],
                }
                if data["after"]
                else None
            )
        return found
