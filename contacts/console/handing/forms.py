"""To which other site, and what a member who is away leaves to whom."""

from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from contacts.conversation.forms.conversation import OtherSiteForm
from contacts.inbox.forms.spoken import SPOKEN_CONSENT
from contacts.models import Enquiry
from contacts.teams.member_names import name_of
from trials.models import StudySite


class HandToSiteForm(OtherSiteForm):
    """The family's own question, as a member of the team asks it.

    Without the tick the family is asked by e-mail and on its page.
    """

    def __init__(self, *args: Any, sites: list[StudySite], **kwargs: Any) -> None:
        super().__init__(*args, sites=sites, **kwargs)
        words: Any = self.fields["consent"].label
        self.fields["site"].label = _("Other site")
        self.fields["consent"].label = SPOKEN_CONSENT
        self.fields["consent"].help_text = words
        self.fields["consent"].required = False
        self.asked = words

    def agreed_words(self) -> str:
        """Return the very words that were read out, with whom they are about."""
        return f"{SPOKEN_CONSENT}\n\n{self.asked} ({self.chosen.name})"


class WhileAwayForm(forms.Form):
    """What happens with the open enquiries of somebody who is away."""

    chosen = forms.ModelMultipleChoiceField(
        Enquiry.objects.none(),
        to_field_name="reference",
        required=False,
    )
    to = forms.ChoiceField(label=_("Who goes on with them?"), required=False)

    def __init__(
        self, *args: Any, enquiries: Any, people: list[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(pk, name_of(one)) for pk, one in self.people.items()]
        self.fields["chosen"].queryset = enquiries
        self.fields["to"].choices = [("", _("The team: nobody by name")), *named]

    def clean_chosen(self) -> Any:
        """Return those that were ticked; at least one."""
        chosen = self.cleaned_data["chosen"]
        if not chosen:
            raise forms.ValidationError(_("Tick at least one enquiry."))
        return chosen

    def person(self) -> User | None:
        """Return who goes on; None for whoever is there."""
        return self.people.get(self.cleaned_data["to"])
