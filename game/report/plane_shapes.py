"""The shapes of the plane's marks. Each kind has its own, so that nothing hangs on colour alone."""

from math import cos, pi, sin

from game.report.markup import Markup, joined, tag

ROUND = ("outcome", "match")
SIDES = ("first", "second", "third")
"""The classes of whose an offer was: the first role's, the second's, somebody else's."""


def _ring(corners: int, *, turn: float = 0.0, inner: float = 1.0) -> tuple[tuple[float, float], ...]:
    """Return the corners of a regular polygon, or of a star where `inner` is less than 1."""
    count = corners if inner == 1.0 else corners * 2
    radii = (1.0, inner)
    return tuple(
        (radii[n % 2] * sin(2 * pi * n / count + turn), -radii[n % 2] * cos(2 * pi * n / count + turn))
        for n in range(count)
    )


_STAR = 1.25
"""How much larger a star is drawn, as there is less of it."""
_CROSS = ((0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35), (0.35, 1))
POLYGONS = {
    "nash": _ring(4),
    "kalai_smorodinsky": _ring(3),
    "egalitarian": (*_CROSS, *((-x, -y) for x, y in _CROSS)),
    "utilitarian": _ring(6, turn=pi / 6),
    "documented": tuple((_STAR * x, _STAR * y) for x, y in _ring(5, inner=0.45)),
}


def mark(kind: str, x: float, y: float, radius: float) -> Markup:
    """Return a mark's shape around a point."""
    if kind in ROUND:
        return joined(
            tag("circle", cx=x, cy=y, r=radius * 0.9, class_=f"mark {kind}"),
            tag("circle", cx=x, cy=y, r=radius * 0.35, class_="pupil"),
        )
    corners = " ".join(f"{x + radius * a:.1f},{y + radius * b:.1f}" for a, b in POLYGONS[kind])
    return tag("polygon", points=corners, class_=f"mark {kind}")


def offer(side: int, x: float, y: float, radius: float) -> Markup:
    """Return the shape of an offer: a disc, a square, or a triangle by whose it was."""
    kind = f"offer {SIDES[side]}"
    if side == 0:
        return tag("circle", cx=x, cy=y, r=radius, class_=kind)
    if side == 1:
        return tag("rect", x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, class_=kind)
    corners = " ".join(f"{x + 1.3 * radius * a:.1f},{y + 1.3 * radius * b:.1f}" for a, b in _ring(3))
    return tag("polygon", points=corners, class_=kind)
