"""The console of site staff: what came in, and one enquiry whole."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from contacts.actions.enquiries import open_enquiry
from contacts.actions.outbox import retry_email
from contacts.models import Enquiry, OutgoingEmail

PER_PAGE = 25


def actor(request: HttpRequest) -> str:
    """Return how the audit names the person who acts."""
    return f"user:{request.user.pk}"


def is_at_desk(request: HttpRequest) -> bool:
    """Whether the staff member is of the portal's own desk."""
    return request.user.memberships.filter(team__is_desk=True).exists()


@never_cache
@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """List the enquiries of the staff member's sites, newest first."""
    trouble = OutgoingEmail.objects.in_trouble().filter(enquiry=OuterRef("pk"))
    enquiries = (
        Enquiry.objects.visible_to(request.user)
        .select_related("study", "site")
        .annotate(has_trouble=Exists(trouble))
    )
    page = Paginator(enquiries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "today": timezone.localdate(),
        "is_desk": is_at_desk(request),
    }
    return render(request, "contacts/console/inbox.html", context)


@never_cache
@login_required
@require_safe
def enquiry_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one enquiry; the first look at it is told to the family."""
    enquiry = visible_enquiry(request, reference)
    open_enquiry(enquiry=enquiry, now=timezone.now(), by=actor(request))
    context = {
        "enquiry": enquiry,
        "messages_sent": enquiry.messages.all(),
        "mails": enquiry.emails.all(),
        "trouble": list(enquiry.emails.in_trouble()),
    }
    return render(request, "contacts/console/enquiry_detail.html", context)


@login_required
@require_POST
def retry_delivery(request: HttpRequest, reference: str) -> HttpResponse:
    """Try again to send what could not be sent."""
    enquiry = visible_enquiry(request, reference)
    for mail in enquiry.emails.in_trouble():
        retry_email(mail=mail, now=timezone.now(), by=actor(request))
    return redirect("contacts:enquiry_detail", reference)


def visible_enquiry(request: HttpRequest, reference: str) -> Enquiry:
    """Return one enquiry of the staff member's sites, or 404 as for none."""
    visible = Enquiry.objects.visible_to(request.user).select_related("study", "site")
    return get_object_or_404(visible, reference=reference)
