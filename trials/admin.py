"""Django's admin for content editors: our words, never the registry's."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trials.importing.actions.hearing import weigh
from trials.importing.actions.own_fields import keep_own_fields
from trials.importing.choosing.own_form import TOLD, PhotoForm
from trials.models import RefreshRound, Study, StudySite, TextVersion
from trials.pages.criteria import whole_words

OURS = ("is_published", "team_languages", "contact_display_name", *TOLD)


class StudyForm(PhotoForm):
    """The fields that are ours, and a photograph."""

    class Meta:
        model = Study
        fields = (*OURS, "eligibility_ruling")


@admin.register(Study)
class StudyAdmin(admin.ModelAdmin):
    """A study; the registry's part is changed by an import only."""

    form = StudyForm
    list_display = ("registry_id", "brief_title", "overall_status", "is_published")
    list_filter = ("is_published", "overall_status")
    search_fields = ("registry_id", "brief_title")
    readonly_fields = (
        *("registry_id", "brief_title", "overall_status", "checked_at"),
        *("why_whole", "eligibility_phrase"),
    )
    fields = (*readonly_fields, "eligibility_ruling", *OURS, "photo", "remove_photo")

    @admin.display(description=_("Why the criteria are not divided"))
    def why_whole(self, obj: Study) -> str:
        """Return the sentence that visitors read too."""
        return whole_words(obj.eligibility_reason)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Studies come from the registry."""
        return False

    def save_model(
        self, request: HttpRequest, obj: Study, form: StudyForm, change: bool
    ) -> None:
        """Save, keep the photograph, and make the cached pages stale."""
        keep_own_fields(
            study=obj,
            changed=form.changed_data,
            photo=form.cleaned_data["photo"],
            remove_photo=form.cleaned_data["remove_photo"],
            now=timezone.now(),
            by=f"user:{request.user.pk}",
        )


class TouchingAdmin(admin.ModelAdmin):
    """An edit of words changes the pages that show them."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Begin a form with what the address says, as far as it can be read."""
        given = super().get_changeform_initial_data(request)
        return {
            name: value for name, value in given.items() if self.can_be(name, value)
        }

    def can_be(self, name: str, value: object) -> bool:
        """Whether a field may hold a value of the address: a key is a number."""
        field = next((f for f in self.opts.get_fields() if f.name == name), None)
        is_key = field is not None and field.is_relation
        return not is_key or (str(value).isascii() and str(value).isdigit())

    def study_of(self, obj: Any) -> Study | None:
        """Return the study that the words belong to; None for the general ones."""
        return obj.study

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Save everything, then make the cached pages stale."""
        super().save_related(request, form, formsets, change)
        study = self.study_of(form.instance)
        for stale in [study] if study else Study.objects.all():
            stale.touch(timezone.now())


@admin.register(TextVersion)
class TextVersionAdmin(admin.ModelAdmin):
    """Texts for families, to look at: they change on the console's pages alone."""

    list_display = ("slot", "number", "state", "valid_until")
    list_filter = ("state", "kind", "language")
    search_fields = ("slot",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A text is begun where the gate is."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: TextVersion | None = None
    ) -> bool:
        """Nobody goes around another person's approval."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: TextVersion | None = None
    ) -> bool:
        """What families were shown is kept."""
        return False


@admin.register(StudySite)
class StudySiteAdmin(TouchingAdmin):
    """The languages of a site's team; all else is the registry's."""

    list_display = ("study", "city", "facility", "status")
    search_fields = ("study__registry_id", "city", "facility")
    fields = ("study", "facility", "city", "status", "team_languages", *TOLD)
    readonly_fields = ("study", "facility", "city", "status")

    def get_queryset(self, request: HttpRequest) -> QuerySet[StudySite]:
        """Return sites with their studies, which their names in pickers begin with."""
        return super().get_queryset(request).select_related("study")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Sites come from the registry."""
        return False

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Save, and weigh anew whether any place of the study takes people."""
        super().save_related(request, form, formsets, change)
        weigh(form.instance.study, timezone.now())


@admin.register(RefreshRound)
class RefreshRoundAdmin(admin.ModelAdmin):
    """What the nightly comparisons with the registry found."""

    list_display = ("begun_at", "ended_at", "summary")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Rounds are begun by the nightly job or by hand, not here."""
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: RefreshRound | None = None
    ) -> bool:
        """Nobody rewrites what was found."""
        return False
