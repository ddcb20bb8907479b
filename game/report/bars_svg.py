"""A share of games with its range, as a small bar in SVG.

Law of this file: a bar is an ornament of the words that stand beside it, and is not read out.
"""

from game.presentation.what_if_bars import Bar
from game.report.markup import Markup, tag

WIDTH, HEIGHT = 160, 18


def bar_picture(bar: Bar) -> Markup:
    """Return a bar filled as far as its share, marked if it is documented; the range as a line with ends."""
    left, right, middle = bar.low * WIDTH, bar.high * WIDTH, HEIGHT / 2
    kind = "share documented" if "documented" in bar.marks else "share"
    return tag(
        "svg",
        tag("rect", x=0, y=3, width=WIDTH, height=HEIGHT - 6, class_="ground"),
        tag("rect", x=0, y=3, width=bar.share * WIDTH, height=HEIGHT - 6, class_=kind) if bar.share else None,
        tag("line", x1=left, x2=right, y1=middle, y2=middle, class_="range"),
        *(tag("line", x1=x, x2=x, y1=middle - 4, y2=middle + 4, class_="range") for x in (left, right)),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        class_="share-bar",
        aria_hidden="true",
    )
