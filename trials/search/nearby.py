"""Where studies take people, as points."""

from collections.abc import Sequence

from trials.models import StudySite
from trials.places.nearest import Point


def open_points(keys: Sequence[int]) -> list[Point]:
    """Return the distinct centres of towns where these studies take people."""
    sites = StudySite.objects.recruiting().filter(
        study__in=keys, latitude__isnull=False
    )
    points = sites.order_by().values_list("latitude", "longitude").distinct()
    return [
        (north, east)
        for north, east in points
        if north is not None and east is not None
    ]
