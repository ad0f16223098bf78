"""An example of what somebody could answer, and what it must come to."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trials.authoring.text_names import said
from trials.models import SelfCheckCase
from trials.selfcheck.evaluate import Result

Document = dict[str, Any]


class ExampleForm(forms.Form):
    """Keep what was tried, with the outcome that the author expects of it."""

    # "Evaluate" beside it needs no name.
    use_required_attribute = False

    title = forms.CharField(
        label=gettext_lazy("Keep as an example named"), max_length=200
    )
    outcome = forms.ChoiceField(label=gettext_lazy("It has to come to"), required=False)
    is_new = forms.BooleanField(
        label=gettext_lazy("Keep it beside the one that was loaded"), required=False
    )
    anyway = forms.BooleanField(
        label=gettext_lazy(
            "Keep it although it comes out otherwise; the tables will be changed"
        ),
        required=False,
    )

    def __init__(
        self, *args: Any, definition: Document, result: Result, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.result = result
        names = {one["code"]: said(one["title"]) for one in definition["outcomes"]}
        self.names = names
        self.fields["outcome"].choices = [("", "—"), *names.items()]

    def kept(self, example: SelfCheckCase | None) -> dict[str, Any]:
        """Return what `keep_example` takes; "new" keeps it beside the old one."""
        data = self.cleaned_data
        old = None if data["is_new"] else example
        return {"title": data["title"], "outcome": data["outcome"], "example": old}

    def clean(self) -> dict[str, Any]:
        """Nothing is expected by accident: the outcome is chosen, and compared."""
        data = super().clean()
        if not data.get("outcome"):
            self.add_error("outcome", _("Choose what it has to come to."))
        elif not self.result.valid:
            self.add_error("title", _("An answer is wrong, so it comes to nothing."))
        elif data["outcome"] != self.result.outcome and not data.get("anyway"):
            message = _("You expect “%(wanted)s”; it comes to “%(found)s”.")
            values = {
                "wanted": self.names[data["outcome"]],
                "found": self.names[self.result.outcome],
            }
            self.add_error("outcome", message % values)
        return data
