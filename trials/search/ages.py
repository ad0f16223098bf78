"""Studies for somebody's age; the limits are the registry's, in days."""

from django.db.models import Q

from portal.lib.ages import days_of_year_of_life


def age(years: int | None, of: str = "") -> Q:
    """Studies for somebody who is `years` old, at any day of that year of life.

    `of`: the way from a row to its study, "" for the study itself.
    """
    if years is None:
        return Q()
    return age_between(*days_of_year_of_life(years), of)


def age_between(first: int, last: int, of: str = "") -> Q:
    """Studies for somebody whose age in days is not known better than this."""
    youngest, oldest = f"{of}minimum_age_days", f"{of}maximum_age_days"
    old_enough = Q((f"{youngest}__isnull", True)) | Q((f"{youngest}__lte", last))
    young_enough = Q((f"{oldest}__isnull", True)) | Q((f"{oldest}__gte", first))
    return old_enough & young_enough
