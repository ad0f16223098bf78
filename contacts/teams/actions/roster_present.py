"""What is there, for a file of teams to be compared with."""

from collections.abc import Iterable

from django.conf import settings

from contacts.teams.facility_names import fold_city, fold_name
from contacts.teams.models.facilities import Facility, FacilityName
from contacts.teams.models.teams import Team
from contacts.teams.roster.columns import Spelling, TeamLines, write_languages
from contacts.teams.roster.present import Present, PresentHospital, PresentTeam
from portal.hospital.country_languages import language_of_country
from trials.models import Study, StudySite


def read_present(wanted: Iterable[TeamLines]) -> Present:
    """Return all that a file of teams is compared with."""
    wanted = list(wanted)
    asked = {study for team in wanted for study in team.studies}
    hospitals = {key for team in wanted for key in team.hospitals}
    known = Study.objects.filter(registry_id__in=asked)
    return Present(
        teams=present_teams(),
        hospitals=present_hospitals(),
        places=places_named(hospitals),
        studies=frozenset(known.values_list("registry_id", flat=True)),
        tongues=tongues_of({team.home for team in wanted}),
    )


def tongues_of(countries: set[str]) -> dict[str, str]:
    """Return the languages of countries that are not written to in the first one."""
    found = {country: language_of_country(country) for country in countries}
    return {one: code for one, code in found.items() if code != settings.LANGUAGE_CODE}


def present_teams() -> dict[str, PresentTeam]:
    """Return every team with its mailboxes, studies and members."""
    teams = Team.objects.filter(is_desk=False).prefetch_related(
        "mailboxes", "studies", "memberships__user", "invitations"
    )
    return {
        team.name.casefold(): PresentTeam(
            name=team.name,
            language=write_languages(team.languages),
            country=team.country,
            mailboxes={box.email.lower() for box in team.mailboxes.all()},
            studies={study.registry_id for study in team.studies.all()},
            invited={one.email.lower() for one in team.invitations.all()},
            members={m.user.email.lower(): m.role for m in team.memberships.all()},
        )
        for team in teams.order_by("-pk")
    }


def present_hospitals() -> dict[Spelling, PresentHospital]:
    """Return every hospital by each of its names; what is only proposed as well."""
    found = {
        (fold_name(row.name), fold_city(row.city), row.country): PresentHospital(
            row.pk, row.team.name if row.team else "", is_confirmed=False
        )
        for row in Facility.objects.select_related("team")
    }
    names = FacilityName.objects.select_related("facility__team")
    return found | {
        (one.folded_name, one.folded_city, one.country): PresentHospital(
            one.facility_id,
            one.facility.team.name if one.facility.team else "",
            is_confirmed=True,
        )
        for one in names
    }


def places_named(spellings: set[Spelling]) -> dict[Spelling, list[int]]:
    """Return the places that bear one of these names and are in no hospital yet."""
    countries = {country for _name, _city, country in spellings}
    sites = StudySite.objects.listed().filter(
        study__is_published=True,
        country__in=countries,
        facility_place__confirmed_at__isnull=True,
    )
    found: dict[Spelling, list[int]] = {}
    rows = sites.values_list("pk", "facility", "city", "country").order_by("pk")
    for pk, name, city, country in rows.iterator():
        spelling = fold_name(name), fold_city(city), country
        if spelling in spellings:
            found.setdefault(spelling, []).append(pk)
    return found
