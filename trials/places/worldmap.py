"""A picture of where sites are, drawn on the server as SVG; no tiles, no scripts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import cos, radians, sqrt

from trials.places.outlines import Ring, clip, rings

WIDTH, HEIGHT = 720, 360
# Beyond these latitudes nobody recruits, and the picture is better used elsewhere.
SOUTHMOST, NORTHMOST = -58.0, 80.0
# A picture of one town still shows the shape of the countries around it.
LEAST_HEIGHT = 22.0
MARGIN = 1.35
# Outlines are drawn no finer than this many pixels.
FINENESS = 1.8
WORLD = 150.0

STYLE = """
.sea{fill:#eef3f1}.land{fill:#ddd6c8;stroke:#fbf8f2;stroke-width:.8}
.open{fill:#0f5d63;stroke:#fff;stroke-width:1.6}
.shut{fill:#fbf8f2;stroke:#7d7568;stroke-width:1.8}
@media(prefers-color-scheme:dark){.sea{fill:#16211f}
.land{fill:#33403d;stroke:#16211f}.open{fill:#86d3cd;stroke:#16211f}
.shut{fill:#16211f;stroke:#a9b3b0}}
"""


@dataclass(frozen=True)
class MapPoint:
    """A site's town centre in degrees."""

    latitude: float
    longitude: float
    is_recruiting: bool


@dataclass(frozen=True)
class View:
    """A box in degrees (longitudes may pass ±180) and how it becomes pixels."""

    west: float
    east: float
    south: float
    north: float

    @property
    def is_world(self) -> bool:
        """Whether the coarse outlines are fine enough."""
        return self.east - self.west > WORLD

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return the place of a point in the picture."""
        x = (longitude - self.west) / (self.east - self.west) * WIDTH
        y = (self.north - latitude) / (self.north - self.south) * HEIGHT
        return round(x, 1), round(y, 1)


def render_map(points: Sequence[MapPoint], *, title: str, description: str) -> str:
    """Return a whole SVG document; dots of recruiting sites lie on top."""
    view = view_of(points)
    name = "countries-110m.json" if view.is_world else "countries-50m.json"
    land = "".join(outline(ring, view) for ring in shifted(rings(name), view))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(description)}</desc>"
        f"<style>{STYLE}</style>"
        f'<rect class="sea" width="{WIDTH}" height="{HEIGHT}"/>'
        f'<path class="land" d="{land}"/>{"".join(dots(points, view))}</svg>'
    )


def view_of(points: Sequence[MapPoint]) -> View:
    """Return a box around the points with room, in the picture's proportions."""
    if not points:
        return View(-180, 180, SOUTHMOST, NORTHMOST)
    west, east = arc([point.longitude for point in points])
    south = min(point.latitude for point in points)
    north = max(point.latitude for point in points)
    middle = (south + north) / 2
    # A degree of longitude is shorter away from the equator.
    shrink = max(cos(radians(middle)), 0.3)
    ratio = WIDTH / HEIGHT / shrink
    tall = max((north - south) * MARGIN, (east - west) * MARGIN / ratio, LEAST_HEIGHT)
    if tall * ratio > WORLD:
        return View(-170, 190, SOUTHMOST, NORTHMOST)
    half = tall * ratio / 2
    centre = (west + east) / 2
    return View(centre - half, centre + half, middle - tall / 2, middle + tall / 2)


def arc(longitudes: list[float]) -> tuple[float, float]:
    """Return the shortest stretch holding all longitudes; it may pass ±180."""
    around = sorted(set(longitudes))
    gaps = [b - a for a, b in pairwise(around)]
    gaps.append(around[0] + 360 - around[-1])
    widest = gaps.index(max(gaps))
    start = around[(widest + 1) % len(around)]
    end = around[widest]
    return (start, end) if end >= start else (start, end + 360)


def shifted(shapes: list[Ring], view: View) -> Iterator[Ring]:
    """Yield the rings inside the view, also where it passes the date line."""
    box = (view.west - 1, view.south - 1, view.east + 1, view.north + 1)
    for turn in (-360.0, 0.0, 360.0):
        if view.east < -180 + turn or view.west > 180 + turn:
            continue
        for ring in shapes:
            moved = [(x + turn, y) for x, y in ring] if turn else ring
            yield clip(moved, *box)


def outline(ring: Ring, view: View) -> str:
    """Return a ring as path data, no finer than the eye sees."""
    kept: list[tuple[float, float]] = []
    for x, y in (view.pixel(*point) for point in ring):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > FINENESS:
            kept.append((x, y))
    if len(kept) < 3:
        return ""
    steps = "".join(f"l{x - a:.1f} {y - b:.1f}" for (a, b), (x, y) in pairwise(kept))
    return f"M{kept[0][0]:g} {kept[0][1]:g}{steps}z".replace(".0", "")


def dots(points: Sequence[MapPoint], view: View) -> Iterator[str]:
    """Yield a dot for each town, bigger for more sites; open ones drawn last."""
    counts = Counter(points)
    ordered = sorted(counts, key=lambda p: (p.is_recruiting, p.latitude, p.longitude))
    for point in ordered:
        longitude = point.longitude
        while longitude < view.west:
            longitude += 360
        x, y = view.pixel(longitude, point.latitude)
        radius = min(4.5 + 1.5 * sqrt(counts[point] - 1), 12)
        kind = "open" if point.is_recruiting else "shut"
        yield f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius:.1f}"/>'
