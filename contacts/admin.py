"""Django's admin for the portal's administrators: who answers for which site."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contacts.conversation.actions.lost_mails.lifting import lift_address
from contacts.models import DeadAddress, Membership, Team


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
    readonly_fields = ("mailboxes_without_mail",)
    actions = ("use_mailboxes_again",)

    @admin.display(description=_("mailboxes that take no mail"))
    def mailboxes_without_mail(self, team: Team) -> str:
        """Say which of the sites' mailboxes are passed over, and since when."""
        dead = DeadAddress.objects.among(team.registry_addresses() if team.pk else [])
        return ", ".join(f"{one} ({row})" for one, row in dead.items()) or "–"

    @admin.action(description=_("Use the mailboxes of their sites again"))
    def use_mailboxes_again(self, request: HttpRequest, teams: QuerySet[Team]) -> None:
        """Lift every mailbox of the chosen teams."""
        by = f"user:{request.user.pk}"
        for address in {one for team in teams for one in team.registry_addresses()}:
            lift_address(address=address, now=timezone.now(), by=by)
