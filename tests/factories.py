"""Rows that tests need, with values that mean something."""

from datetime import UTC, datetime
from uuid import uuid4

import factory
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model

from contacts.enquiries.actions.accepting import Enquirer
from contacts.enquiries.actions.sending import Accepted, send_enquiry
from contacts.models import Membership, Relationship, Team
from portal.lib.crypto import encrypt
from trials.models import ContactRole, OverallStatus, SiteStatus
from trials.models import Study as StudyModel
from trials.models import StudyContact as StudyContactModel
from trials.models import StudySite as StudySiteModel

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Study(factory.django.DjangoModelFactory):
    """A published study that recruits."""

    class Meta:
        model = StudyModel

    # Far from the numbers that tests write out, whichever test comes first.
    registry_id = factory.Sequence(lambda n: f"NCT{95000000 + n}")
    brief_title = "A study of rest in people with lupus"
    overall_status = OverallStatus.RECRUITING
    sponsor = "Example University"
    conditions = ["Lupus"]
    is_published = True
    has_open_site = True
    imported_at = checked_at = changed_at = NOW


class StudySite(factory.django.DjangoModelFactory):
    """A recruiting site in Hangzhou with no contact of its own yet."""

    class Meta:
        model = StudySiteModel

    study = factory.SubFactory(Study)
    key = factory.Sequence(lambda n: f"site{n}")
    facility = "Example Hospital"
    city = "Hangzhou"
    country_name = "China"
    country = "CN"
    status = SiteStatus.RECRUITING
    latitude = 30.29365
    longitude = 120.16142


class StudyContact(factory.django.DjangoModelFactory):
    """Somebody to write to; central unless given a site."""

    class Meta:
        model = StudyContactModel

    study = factory.SubFactory(Study)
    name = "Study team"
    role = ContactRole.CONTACT
    email = "central@example-hospital.example"


def site_with_contact(**values: object) -> StudySiteModel:
    """Return a recruiting site whose own contact has an address."""
    site = StudySite(**values)
    StudyContact(study=site.study, site=site, email="site@example-hospital.example")
    return site


def site_read_in_english() -> StudySiteModel:
    """Return one whose contact is written to in English, as its country speaks."""
    return site_with_contact(country="SG")


def enquirer(**values: object) -> Enquirer:
    """Return a mother who writes for her child."""
    usual = {
        "first_name": "Lena",
        "last_name": "Fischer",
        "email": "lena@families.example",
        "phone": "+49 30 901820",
        "other_language": "Deutsch",
        "relationship": Relationship.MY_CHILD,
        "person_age": 9,
        "language": "en",
    }
    return Enquirer(**{**usual, **values})


def accepted(site: StudySiteModel | None = None, **values: object) -> Accepted:
    """Send one enquiry through the action that the form uses."""
    site = site or site_with_contact()
    text = values.pop("text", "Is there a place for a nine-year-old?")
    key = values.pop("key", None) or uuid4()
    selfcheck = values.pop("selfcheck", None)
    now = values.pop("now", NOW)
    return send_enquiry(
        study=site.study,
        site=site,
        enquirer=enquirer(**values),
        text=text,
        key=key,
        now=now,
        by="enquirer",
        selfcheck=selfcheck,
    )


def staff(team_sites: list[StudySiteModel], *, is_desk: bool = False):
    """Return a signed-up member of a team for these sites."""
    name = f"member{get_user_model().objects.count()}@site.example"
    user = get_user_model().objects.create_user(name, name, "a long pass phrase")
    team = Team.objects.create(name=name, is_desk=is_desk)
    team.sites.add(*team_sites)
    Membership.objects.create(user=user, team=team)
    add_second_factor(user)
    return user


def add_second_factor(user) -> None:
    """Give somebody an authenticator app, as every staff member needs."""
    data = {"secret": encrypt("JBSWY3DPEHPK3PXP")}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
