"""Studies for somebody's age; the limits are the registry's, in days."""

from django.db.models import Q

from portal.lib.ages import days_of_year_of_life


def age(years: int | None) -> Q:
    """Studies for somebody who is `years` old, at any day of that year of life."""
    if years is None:
        return Q()
    return age_between(*days_of_year_of_life(years))


def age_between(first: int, last: int) -> Q:
    """Studies for somebody whose age in days is not known better than this."""
    old_enough = Q(minimum_age_days__isnull=True) | Q(minimum_age_days__lte=last)
    young_enough = Q(maximum_age_days__isnull=True) | Q(maximum_age_days__gte=first)
    return old_enough & young_enough
