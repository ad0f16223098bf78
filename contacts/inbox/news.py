"""What is new since somebody looked."""

from datetime import datetime

from django.contrib.auth.models import User

from contacts.models import Author, Enquiry

# Nobody counts further.
MANY = 20


def count_news(user: User, since: datetime) -> int:
    """Return in how many enquiries a family has written, and nobody has read it."""
    unread = Enquiry.objects.visible_to(user).open().unread()
    new = unread.filter(
        messages__author=Author.ENQUIRER, messages__created_at__gt=since
    )
    return len(new.order_by().values_list("pk", flat=True).distinct()[:MANY])
