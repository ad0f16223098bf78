"""The committee's decision comes back with the pack that it decided on."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from trials.models import Study, TextKind
from trials.texts.forms.deciding import ApprovalForm
from trials.texts.pack.reading import PackError, read_pack

LARGEST = 20_000_000


class DecisionForm(ApprovalForm):
    """Reference, days, and the pack."""

    pack = forms.FileField(label=_("The pack that was decided on (ZIP)"))

    def __init__(self, *args: Any, study: Study, **kwargs: Any) -> None:
        super().__init__(*args, kind=TextKind.STUDY, **kwargs)
        self.study = study

    def clean_pack(self) -> dict[str, Any]:
        """Return what the pack held; refuse another study's."""
        file: Any = self.cleaned_data["pack"]
        if file.size > LARGEST:
            raise ValidationError(_("This file is too large."))
        try:
            manifest = read_pack(file.read())
        except PackError:
            raise ValidationError(_("This is no pack of this portal.")) from None
        if manifest.get("study") != self.study.registry_id:
            raise ValidationError(_("This pack belongs to another trial."))
        return manifest
