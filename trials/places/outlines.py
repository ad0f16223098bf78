"""Countries' outlines from TopoJSON, as rings of (longitude, latitude) in degrees.

A TopoJSON file holds shared borders once, as arcs of whole-number differences; see
the TopoJSON specification 1.0, sections 2.1.3 and 2.1.4.
"""

import json
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
Ring = list[tuple[float, float]]


@lru_cache(maxsize=2)
def rings(name: str) -> list[Ring]:
    """Return every ring of a file in `data/`, decoded once per process."""
    topology = json.loads((DATA / name).read_text(encoding="utf-8"))
    arcs = [decode_arcs(arc, topology["transform"]) for arc in topology["arcs"]]
    shapes = topology["objects"]["countries"]["geometries"]
    return [
        unwrapped(join(ring, arcs)) for shape in shapes for ring in ring_indexes(shape)
    ]


def decode_arcs(arc: list[list[int]], transform: dict[str, Any]) -> Ring:
    """Return an arc's points; each is stored as the step from the one before."""
    (scale_x, scale_y), (x0, y0) = transform["scale"], transform["translate"]
    xs = accumulate(step[0] for step in arc)
    ys = accumulate(step[1] for step in arc)
    return [(x * scale_x + x0, y * scale_y + y0) for x, y in zip(xs, ys, strict=True)]


def ring_indexes(shape: dict[str, Any]) -> Iterator[list[int]]:
    """Yield the arc indexes of every ring of a polygon or of several."""
    if shape["type"] == "Polygon":
        yield from shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from chain.from_iterable(shape["arcs"])


def join(indexes: list[int], arcs: list[Ring]) -> Ring:
    """Return one closed ring; ~i means arc i backwards, ends are shared."""
    points: Ring = []
    for index in indexes:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def unwrapped(ring: Ring) -> Ring:
    """Return a ring that goes on past ±180 where it would jump to the other side."""
    turn, last, points = 0.0, ring[0][0], []
    for x, y in ring:
        if abs(x - last) > 180:
            turn += -360 if x > last else 360
        last = x
        points.append((x + turn, y))
    return points


def clip(ring: Ring, west: float, south: float, east: float, north: float) -> Ring:
    """Return the part of a ring inside a box (Sutherland and Hodgman, 1974)."""
    for axis, limit, is_low in (
        (0, west, True),
        (0, east, False),
        (1, south, True),
        (1, north, False),
    ):
        ring = clip_side(ring, axis, limit, is_low)
        if not ring:
            return []
    return ring


def clip_side(ring: Ring, axis: int, limit: float, is_low: bool) -> Ring:
    """Return the part of a ring on one side of a line."""
    kept: Ring = []
    for index, point in enumerate(ring):
        before = ring[index - 1]
        is_in = (point[axis] >= limit) == is_low or point[axis] == limit
        was_in = (before[axis] >= limit) == is_low or before[axis] == limit
        if is_in != was_in:
            kept.append(crossing(before, point, axis, limit))
        if is_in:
            kept.append(point)
    return kept


def crossing(
    a: tuple[float, float], b: tuple[float, float], axis: int, limit: float
) -> tuple[float, float]:
    """Return where the line from a to b meets a limit on one axis."""
    share = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)
