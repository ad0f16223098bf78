"""Note a family's call, or what it says at the desk."""

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.enquiries.recipient_names import recipient_phrase
from contacts.inbox.actions.spoken import take_spoken_enquiry
from contacts.inbox.forms.spoken import SpokenForm
from contacts.teams.models.reach import sites_of, works_at_desk
from contacts.teams.views.staff_pages import actor, refuse_access, staff_page
from trials.models import StudySite


@require_safe
@staff_page
def choose_place(request: HttpRequest) -> HttpResponse:
    """Ask which site it is about; where there is one, show its form at once."""
    sites = list(open_sites(request.user).order_by("study", "facility")[:200])
    if len(sites) == 1:
        return show_spoken(request, sites[0], spoken_form(request, sites[0]))
    return render(request, "contacts/inbox/choose_place.html", {"sites": sites})


@staff_page
def take_spoken(request: HttpRequest, number: int) -> HttpResponse:
    """Write down what a family says, with the consent that is read to them."""
    site = open_sites(request.user).filter(pk=number).first()
    if site is None:
        refuse_access(request)
    form = spoken_form(request, site)
    if form.is_valid():
        accepted = take_spoken_enquiry(
            site=site,
            enquirer=form.enquirer(),
            text=form.cleaned_data["message"],
            key=form.idempotency_key(),
            agreed=form.spoken_words(),
            user=request.user,
            now=timezone.now(),
            by=actor(request),
        )
        return redirect("contacts:enquiry_detail", accepted.enquiry.reference)
    return show_spoken(request, site, form)


take_spoken.keeps = SpokenForm


def spoken_form(request: HttpRequest, site: StudySite) -> SpokenForm:
    """Return the form of a site, which names it in what is read out."""
    form = SpokenForm(request.POST or None, study=site.study, chosen=site)
    form.name_recipient(recipient_phrase("SITE_TEAM", site.name))
    form.fields["consent_transfer"].label = form.transfer_label(site)
    form.fields["consent_transfer"].help_text = _("Only if they live elsewhere.")
    return form


def show_spoken(
    request: HttpRequest, site: StudySite, form: SpokenForm
) -> HttpResponse:
    """Show the form, with what is wrong in it."""
    context = {"form": form, "site": site}
    status = 422 if form.is_bound else 200
    return render(request, "contacts/inbox/take_spoken.html", context, status=status)


def open_sites(user: User) -> QuerySet[StudySite]:
    """Return the sites that take people now and that somebody answers for."""
    sites = StudySite.objects.recruiting().filter(study__is_published=True)
    sites = sites.select_related("study")
    return sites if works_at_desk(user) else sites.filter(pk__in=sites_of(user))
