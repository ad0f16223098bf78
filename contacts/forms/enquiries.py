"""The message to a study team."""

from typing import Any
from uuid import UUID, uuid4, uuid5

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contacts.actions.enquiries import Enquirer
from contacts.forms.answers import AnswersForm
from contacts.forms.fields import AddressField, LineField, ParagraphsField, parse_phone
from contacts.forms.sites import site_choices
from contacts.forms.wishes import WishesForm
from contacts.models import Relationship
from portal.keyring import lookup_secret
from portal.lib.cldr import countries, country_name
from portal.lib.tokens import content_hash
from trials.models import Study, StudySite

MESSAGE_LENGTH = 5000
TOO_MUCH = _(
    "Many messages came from here in a short time, so this one has to wait. Please try "
    "again in an hour. What you typed stays in this form."
)


class MessageForm(AnswersForm, WishesForm):
    """Who writes, for whom, what, and to which site.

    The field names are part of the portal's outside interface.
    """

    relationship = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=Relationship.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say who it is for.")},
    )
    person_age = forms.IntegerField(
        label=_("How old is that person?"),
        help_text=_(
            "Only if you write for somebody else. In whole years; for a baby, type 0."
        ),
        required=False,
        min_value=0,
        max_value=120,
        error_messages={
            "invalid": _("Type the age in whole years, in numbers."),
            "min_value": _("Type an age between 0 and 120."),
            "max_value": _("Type an age between 0 and 120."),
        },
    )
    first_name = LineField(
        label=_("First name"),
        max_length=100,
        error_messages={"required": _("Type your first name.")},
    )
    last_name = LineField(
        label=_("Last name"),
        max_length=100,
        error_messages={"required": _("Type your last name.")},
    )
    email = AddressField(
        label=_("E-mail"),
        help_text=_("We send you a copy of your message."),
        max_length=254,
        error_messages={
            "required": _("Type your e-mail address."),
            "invalid": _("Type an e-mail address like name@example.org."),
        },
    )
    phone_country = forms.ChoiceField(
        label=_("Country of the phone number"), required=False
    )
    phone = LineField(
        label=_("Phone number"),
        help_text=_("The team may call you."),
        max_length=40,
        error_messages={"required": _("Type your phone number.")},
    )
    other_language = LineField(
        label=_("Other language"),
        help_text=_("If you would rather speak another language, say which."),
        max_length=100,
        required=False,
    )
    message = ParagraphsField(
        label=_("Your message"),
        help_text=_(
            "What would you like to ask? Please leave out identity numbers and full "
            "medical records."
        ),
        max_length=MESSAGE_LENGTH,
        error_messages={"required": _("Type your message.")},
    )
    site = forms.ChoiceField(
        label=_("Which site should get it?"),
        error_messages={
            "required": _("Choose a site."),
            "invalid_choice": _(
                "This site does not take people at the moment. Please choose another."
            ),
        },
    )
    consent = forms.BooleanField(
        label=_(
            "I agree that this message and my contact details are passed on to this "
            "study team, so that they can answer me. I can ask for them to be erased "
            "at any time."
        ),
        error_messages={
            "required": _("Tick this box, or we may not pass your message on.")
        },
    )
    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    # People do not see it; programs that fill in everything do.
    homepage = forms.CharField(required=False)

    def __init__(
        self,
        *args: Any,
        study: Study,
        chosen: StudySite | None,
        snapshot: dict[str, Any] | None = None,
        closed: set[int] = frozenset(),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.study = study
        self.snapshot = snapshot
        recruiting = study.sites.recruiting()
        self.sites = {site.key: site for site in recruiting if site.pk not in closed}
        language = get_language()
        self.fields["phone_country"].choices = [("", "—"), *countries(language)]
        self.fields["site"].choices = site_choices(self.sites, language)
        self.fields["site"].required = len(self.sites) > 1
        self.initial.setdefault("key", uuid4())
        is_taking = chosen is not None and chosen.key in self.sites
        # A site that was chosen and takes no messages just now; the page says so.
        self.refused = None if is_taking else chosen
        self.choose(chosen if is_taking else self.only_site)
        for name, hint in AUTOCOMPLETE.items():
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["phone"].widget.input_type = "tel"
        self.fields["message"].widget.attrs["rows"] = 7
        self.helper = helper(shows_site=bool(self.sites) and not self.chosen)

    @property
    def only_site(self) -> StudySite | None:
        """Return the one recruiting site where there is just one."""
        return next(iter(self.sites.values())) if len(self.sites) == 1 else None

    def choose(self, site: StudySite | None) -> None:
        """Preselect a site, and its country for the phone number too."""
        self.chosen = site
        if site:
            self.initial.setdefault("phone_country", site.country)
        self.initial.setdefault("site", site.key if site else "")

    def clean_homepage(self) -> str:
        """Refuse programs, in words for the one person whose browser filled it in."""
        if self.cleaned_data["homepage"]:
            raise ValidationError(_("Please leave this field empty."), code="trap")
        return ""

    def clean(self) -> dict[str, Any]:
        """Check what depends on two fields."""
        data = super().clean()
        if data.get("relationship") == Relationship.MYSELF:
            data["person_age"] = None
        self.clean_number(data)
        return data

    def clean_number(self, data: dict[str, Any]) -> None:
        """Check the telephone number against its country's plan."""
        if not data.get("phone"):
            return
        site = self.cleaned_site()
        country = data.get("phone_country") or (site.country if site else "")
        try:
            data["phone"] = parse_phone(data["phone"], country)
        except ValueError:
            where = country_name(country, get_language())
            self.add_error("phone", phone_error(where))

    def cleaned_site(self) -> StudySite | None:
        """Return the chosen site; None where the study's own team is asked."""
        return self.sites.get(self.cleaned_data.get("site") or "", self.only_site)

    def enquirer(self) -> Enquirer:
        """Return the person, as the action takes them."""
        names = set(Enquirer.__dataclass_fields__) - {"language"}
        values = {name: self.cleaned_data[name] for name in names}
        return Enquirer(language=get_language(), **values)

    def idempotency_key(self) -> UUID:
        """Return the form's own key; without one, the same words give the same."""
        said = [self.cleaned_data[name] for name in ("email", "site", "message")]
        digest = content_hash(lookup_secret(), self.study.pk, *said)
        return self.cleaned_data["key"] or uuid5(NAMESPACE, digest)

    def renew(self) -> None:
        """Give the shown form a key of its own, keeping all that was typed."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid4())


NAMESPACE = UUID("6f0e6a5e-2f4c-4a1c-9d43-0e5b0c6e7a11")
AUTOCOMPLETE = {
    "first_name": "given-name",
    "last_name": "family-name",
    "email": "email",
    "phone": "tel",
    "phone_country": "country",
    "homepage": "off",
}


def phone_error(country: str) -> str:
    """Return what to do about a number that cannot be dialled."""
    if not country:
        return _(
            "Type the number with “+” and the country's code, or choose a country."
        )
    return _(
        "This does not look like a number in %(country)s. Check it, choose another "
        "country, or begin with “+” and the country's code."
    ) % {"country": country}


def helper(*, shows_site: bool) -> FormHelper:
    """Return the form's layout, one question group after another."""
    form = FormHelper()
    form.form_tag = False
    form.disable_csrf = True
    form.layout = Layout(
        Fieldset(_("Where to"), "site") if shows_site else Field("site", type="hidden"),
        "relationship",
        Div("person_age", css_class="narrow"),
        Fieldset(
            _("How can the team reach you?"),
            Div("first_name", "last_name", css_class="pair"),
            "email",
            Div("phone_country", "phone", css_class="pair"),
            "other_language",
        ),
        "message",
        Div(Field("homepage", tabindex="-1"), css_class="trap"),
        "consent",
        "key",
    )
    return form
