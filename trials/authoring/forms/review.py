"""Who stands behind a version."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from trials.texts.forms.deciding import day_field


class ReviewForm(forms.Form):
    """Who stands behind a version; without all of them it is not published.

    For each language a second reader and the reference of the ethics committee that
    saw these words. The page carries what was reviewed: if it changed, it is not that.
    """

    clinician = forms.CharField(label=_("Clinician"), max_length=200)
    approved_on = day_field(_("Approved on"), required=True)
    valid_until = day_field(_("Valid until the end of"), required=False)
    revision = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, languages: list[str], revision: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.languages, self.revision = languages, revision
        self.initial["revision"] = revision
        for one in languages:
            reader = _("Second reader (%(language)s)") % {"language": one}
            ethics = _("Ethics reference (%(language)s)") % {"language": one}
            self.fields[f"reader-{one}"] = forms.CharField(label=reader, max_length=200)
            self.fields[f"ethics-{one}"] = forms.CharField(label=ethics, max_length=200)
        self.order_fields(["clinician", *self.fields])
        for last in ("approved_on", "valid_until"):
            self.fields[last] = self.fields.pop(last)

    def clean(self) -> dict[str, Any]:
        """What was reviewed has to be what is published."""
        data = super().clean()
        if data.get("revision") and data["revision"] != self.revision:
            message = _("The self-check was changed after this page was opened.")
            self.add_error(None, message)
            # The page that comes now shows the new one, which may then be published.
            self.data = {**self.data.dict(), "revision": self.revision}
        return data

    def values(self) -> dict[str, Any]:
        """Return what a `Review` is made of."""
        data = self.cleaned_data
        readings = {
            one: {"reader": data[f"reader-{one}"], "ethics": data[f"ethics-{one}"]}
            for one in self.languages
        }
        return {
            "clinician": data["clinician"],
            "readings": readings,
            "approved_on": data["approved_on"],
            "valid_until": data["valid_until"],
        }
