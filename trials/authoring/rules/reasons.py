"""The words of a line's reasons: for one answer, for a while, and what they lead to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.rules.condition_rows import ANSWERED, answers_of
from trials.authoring.rules.wording import rule_words
from trials.authoring.text_names import said
from trials.selfcheck.editing.drafts import questions
from trials.selfcheck.editing.reasons import may_go

Document = dict[str, Any]
EFFECTS = [
    ("none", gettext_lazy("nothing")),
    ("discuss", gettext_lazy("talk to the team")),
    ("stop", gettext_lazy("probably not")),
]
STATES = [
    ("does_not_meet", gettext_lazy("does not fit")),
    ("unknown", gettext_lazy("cannot tell")),
    ("meets", gettext_lazy("fits")),
]


class EffectSelect(forms.Select):
    """Effects, with "probably not" greyed where it is out of the question."""

    is_stop_greyed = False

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        if self.is_stop_greyed and option["value"] == "stop":
            option["attrs"]["disabled"] = True
        return option


class ReasonForm(forms.Form):
    """One reason's settings; its words stand with the others."""

    temporary = forms.BooleanField(
        label=gettext_lazy("It can change with time"), required=False
    )
    effect = forms.ChoiceField(
        label=gettext_lazy("Leads to"),
        choices=[("", gettext_lazy("what the line says")), *EFFECTS],
        required=False,
    )
    remove = forms.BooleanField(
        label=gettext_lazy("Take this reason out"), required=False
    )

    def __init__(
        self,
        *args: Any,
        document: Document,
        criterion: Document,
        reason: Document,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reason = reason
        self.words = said(reason["text"])
        self.when = rule_words(document, reason.get("when"))
        self.initial = {
            "temporary": reason.get("temporary", False),
            "effect": reason.get("effect", ""),
        }
        self.shape_effects()
        if not may_go(criterion, reason):
            del self.fields["remove"]

    def shape_effects(self) -> None:
        """Not knowing never stops, and what fits leads nowhere."""
        if self.reason["state"] != "does_not_meet":
            self.fields["effect"].choices = self.fields["effect"].choices[:3]
        if self.reason["state"] in {"team_check", "not_applicable"}:
            del self.fields["effect"]


class NewReasonForm(forms.Form):
    """Words that are told when one answer was given."""

    answer = forms.ChoiceField(label=gettext_lazy("If the answer is"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("and the line"), choices=STATES, required=False
    )
    words = forms.CharField(
        label=gettext_lazy("then say (first language)"), required=False, max_length=1200
    )

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups = [
            (asked["linkId"], answers_of(asked)[1:])
            for asked in questions(document)
            if "answerOption" in asked
        ]
        self.fields["answer"].choices = [("", "—"), *groups]

    def clean(self) -> dict[str, Any]:
        """Words need an answer, and an answer words."""
        data = super().clean()
        if data.get("answer") and not data.get("words"):
            self.add_error("words", _("Type the words."))
        if data.get("words") and not data.get("answer"):
            self.add_error("answer", _("Choose the answer."))
        return data

    def reason(self) -> Document | None:
        """Return what `with_reasons` takes, None where nothing was typed."""
        data = self.cleaned_data
        link, _bar, code = data["answer"].partition("|")
        if not link or code == ANSWERED:
            return None
        found = {"question": link, "code": code, "words": data["words"]}
        return {**found, "state": data["state"] or "unknown"}
