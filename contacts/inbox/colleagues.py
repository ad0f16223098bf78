"""To whom one may give an enquiry."""

from django.contrib.auth.models import User
from django.db.models import QuerySet

from contacts.models import Membership


def colleagues_of(user: User) -> QuerySet[User]:
    """Return the members of somebody's own teams, themselves first."""
    own = Membership.objects.filter(user=user).values("team")
    there = Membership.objects.filter(team__in=own).values("user")
    people = User.objects.filter(pk__in=there, is_active=True)
    return people.order_by("first_name", "last_name", "pk")
