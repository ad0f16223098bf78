"""Teams and their members."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from contacts.models import Membership, Team
from trials.models import StudySite


@transaction.atomic
def form_team(*, name: str, sites: Iterable[StudySite], is_desk: bool = False) -> Team:
    """Return the team of this name, answering for these sites too."""
    team, _is_new = Team.objects.get_or_create(name=name, is_desk=is_desk)
    team.sites.add(*sites)
    return team


@transaction.atomic
def add_member(
    *, team: Team, email: str, password: str, is_superuser: bool = False
) -> AbstractBaseUser:
    """Return the staff member of this address, in the team, with this password."""
    user, _is_new = get_user_model().objects.get_or_create(
        username=email,
        defaults={
            "email": email,
            "is_staff": is_superuser,
            "is_superuser": is_superuser,
        },
    )
    user.set_password(password)
    user.save(update_fields=["password"])
    Membership.objects.get_or_create(team=team, user=user)
    return user
