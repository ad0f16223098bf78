"""One line of the protocol: tables and boxes, never JSON."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.lib.vocabulary import in_every_language
from trials.authoring.rules.asked_when import ConditionsForm
from trials.authoring.rules.reasons import (
    EFFECTS,
    EffectSelect,
    NewReasonForm,
    ReasonForm,
)
from trials.authoring.rules.tables import RulePartForm
from trials.selfcheck.editing.asked_when import rows_of_rule, rule_of
from trials.selfcheck.editing.drafts import ASK, TEAM_CHECK, questions
from trials.selfcheck.editing.new_lines import NOT_DECIDED, is_undecided
from trials.selfcheck.editing.rules import ALL, ANY, join_rules, parts_of
from trials.selfcheck.editing.suggest import has_exception, team_checks

Document = dict[str, Any]
# Questions that one line of the protocol may be told by.
PARTS = 3


def team_reason(source: str) -> str:
    """Return the suggested reason to leave a line to the team, "" for none."""
    reasons = {
        "stigma": _(
            "Private and easily misread. The team asks or tests everyone, so a web "
            "answer adds risk and no value."
        ),
        "consent": _("Consent is given in person, never by a web answer."),
        "opinion": _("Rests on the judgement of the study's doctors."),
        "laboratory": _("Needs a test and the laboratory's own limits."),
    }
    return reasons.get(team_checks(source), "")


class CriterionForm(forms.Form):
    """One line of the protocol: asked about, or left to the team."""

    mode = forms.ChoiceField(
        label=gettext_lazy("Who finds out?"),
        choices=[
            (ASK, gettext_lazy("We ask the family")),
            (TEAM_CHECK, gettext_lazy("The team checks")),
        ],
        widget=forms.RadioSelect,
    )
    team_why = forms.CharField(
        label=gettext_lazy("Why the team checks it"), required=False, max_length=500
    )
    join = forms.ChoiceField(
        label=gettext_lazy("If several questions tell it"),
        choices=[
            (ALL, gettext_lazy("all of them have to fit")),
            (ANY, gettext_lazy("any of them is enough")),
        ],
        required=False,
    )
    does_not_meet = forms.ChoiceField(
        label=gettext_lazy("If it does not fit"),
        choices=EFFECTS,
        widget=EffectSelect,
        required=False,
    )
    unknown = forms.ChoiceField(
        label=gettext_lazy("If it is not known"), choices=EFFECTS[:2], required=False
    )
    gate = forms.BooleanField(
        label=gettext_lazy("Nothing else is asked once it does not fit"), required=False
    )
    exception = forms.BooleanField(
        label=gettext_lazy("The team can make an exception"), required=False
    )

    def __init__(
        self, *args: Any, document: Document, criterion: Document, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.document, self.criterion = document, criterion
        found = parts_of(criterion.get("rule"), criterion["kind"])
        self.is_simple = found is not None
        join, known = found or (ALL, [])
        self.initial = self.stored(join)
        # The team can make an exception: never "probably not".
        self.fields["does_not_meet"].widget.is_stop_greyed = (
            "exception" in self.data if self.is_bound else self.initial["exception"]
        )
        self.parts = self.rule_parts(known)
        self.add_conditions()
        self.add_reasons()

    def rule_parts(self, known: list[Document]) -> list[RulePartForm]:
        """Return the parts of the rule, and at least one that is still empty."""
        return [
            RulePartForm(
                self.data if self.is_bound else None,
                prefix=f"part-{n}",
                document=self.document,
                kind=self.criterion["kind"],
                part=known[n] if n < len(known) else None,
            )
            for n in range(max(PARTS, len(known) + 1))
        ]

    def add_reasons(self) -> None:
        """Add the settings of each reason, and a new one."""
        typed = self.data if self.is_bound else None
        self.reasons = [
            ReasonForm(
                typed,
                prefix=f"reason-{n}",
                document=self.document,
                criterion=self.criterion,
                reason=reason,
            )
            for n, reason in enumerate(self.criterion["reasons"])
        ]
        self.new_reason = NewReasonForm(typed, prefix="new", document=self.document)

    def add_conditions(self) -> None:
        """Add the rows that say for whom the line applies at all."""
        shown = rows_of_rule(self.criterion.get("appliesWhen"), self.document)
        self.is_applying_simple = shown is not None
        join, rows = shown or (ALL, [])
        self.applies = ConditionsForm(
            self.data if self.is_bound else None,
            prefix="applies",
            earlier=questions(self.document),
            join=join,
            rows=rows,
        )

    def stored(self, join: str) -> dict[str, Any]:
        """Return what the line says now; for a new one, what is suggested."""
        one = self.criterion
        effects, why = one.get("effects", {}), one.get("teamWhy", "")
        self.suggestion = team_reason(one["source"]) if is_undecided(one) else ""
        is_new = one["mode"] == TEAM_CHECK
        return {
            "mode": one["mode"],
            "team_why": self.suggestion if why == NOT_DECIDED else why,
            "join": join,
            "does_not_meet": effects.get("does_not_meet", "discuss"),
            "unknown": effects.get("unknown", "discuss"),
            "gate": one.get("gate", False),
            "exception": "exception" in one
            or (is_new and has_exception(one["source"])),
        }

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs; refuse what the rules forbid."""
        data = super().clean()
        inner = [self.applies, self.new_reason, *self.reasons]
        if not all([form.is_valid() for form in inner]):  # noqa: C419 - all of them
            self.add_error(None, _("Something further down needs a change."))
        if data.get("mode") == TEAM_CHECK:
            why = (data.get("team_why") or "").strip()
            if why in {"", NOT_DECIDED}:
                self.add_error("team_why", _("Say why the team checks it."))
            return data
        if not all([part.is_valid() for part in self.parts]):  # noqa: C419 - all of them
            self.add_error(None, _("Something in the tables needs a change."))
        elif self.rule() is None:
            self.add_error(None, _("Choose a question."))
        self.refuse_stops(data)
        return data

    def refuse_stops(self, data: dict[str, Any]) -> None:
        """Where the team can make an exception, nothing is ever a stop."""
        effects = [form.cleaned_data.get("effect") for form in self.reasons]
        if data.get("exception") and "stop" in {data.get("does_not_meet"), *effects}:
            message = _("With an exception, it is never “probably not”.")
            self.add_error("does_not_meet", message)
        elif data.get("gate") and data.get("does_not_meet") != "stop":
            message = _("Only what leads to “probably not” ends the questions.")
            self.add_error("gate", message)

    def values(self) -> dict[str, Any]:
        """Return what `edit.with_criterion` takes."""
        data = self.cleaned_data
        found = {
            "mode": data["mode"],
            "teamWhy": data["team_why"] if data["team_why"] != NOT_DECIDED else "",
            "rule": self.rule() if data["mode"] == ASK else None,
            "does_not_meet": data["does_not_meet"] or "discuss",
            "unknown": data["unknown"] or "none",
            "gate": data["gate"],
            "exception": self.exception_text() if data["exception"] else None,
        }
        join, rows = self.applies.chosen()
        if self.is_applying_simple or rows:
            found["appliesWhen"] = rule_of(self.document, join, rows)
        return found

    def reasons_wanted(self) -> dict[str, Any]:
        """Return what `with_reasons` takes; new words only where we ask."""
        is_asked = self.cleaned_data["mode"] == ASK
        return {
            "settings": {
                form.reason["code"]: form.cleaned_data for form in self.reasons
            },
            "new": self.new_reason.reason() if is_asked else None,
        }

    def rule(self) -> Document | None:
        """Return the rule of the tables; one that no table can show stays."""
        rules = [rule for rule in (part.rule() for part in self.parts) if rule]
        if not rules:
            return None if self.is_simple else self.criterion.get("rule")
        join = self.cleaned_data.get("join") or ALL
        return join_rules(join, rules, self.criterion["kind"])

    def exception_text(self) -> dict[str, str]:
        """Return the exception's words, the old ones where there are some."""
        usual = in_every_language("self_check_words", "exception")
        known = {"en", *self.document["languages"]}
        old = self.criterion.get("exception", {}).get("text")
        return old or {one: word for one, word in usual.items() if one in known}
