"""Django's admin for the portal's administrators: who answers for which site."""

from django.contrib import admin

from contacts.models import Membership, Team


class MembershipInline(admin.TabularInline):
    """The members of a team."""

    model = Membership
    extra = 1
    autocomplete_fields = ("user",)


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    """A team, its sites and its members."""

    list_display = ("name", "is_desk")
    autocomplete_fields = ("sites",)
    inlines = (MembershipInline,)
