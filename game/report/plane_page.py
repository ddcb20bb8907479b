"""The plane of two roles as one page: picture, legend, and all its numbers in tables.

Law of this file: all text is escaped by `markup`; the page fetches nothing and runs nothing.
"""

from collections.abc import Iterable, Sequence

from game.messages import text
from game.presentation.plane import Mark, Plane, Trade
from game.presentation.possible_words import when_line
from game.report import plane_shapes as shapes
from game.report.markup import Markup, joined, tag
from game.report.pages import page
from game.report.plane_svg import NARROW, WIDE, number, picture

MOST_ROWS = 40
Cells = Sequence[object]


def plane_page(plane: Plane) -> str:
    """Return the page as HTML: no script, nothing from elsewhere, readable without the picture."""
    x, y = plane.names
    title, heading = str(plane.data["title"]), text("plane/heading", x=x, y=y)
    return page(
        f"{title} – {heading}",
        tag("h1", title),
        tag("p", heading, class_="sub"),
        tag("p", _about(plane), class_="soft"),
        plane_figure(plane),
        plane_numbers(plane),
    )


def plane_numbers(plane: Plane) -> Markup:
    """Return all that the picture shows, in words and tables, under headings of the second level."""
    return joined(_cards(plane), _two(plane), _swings(plane), _offers(plane), _frontier(plane))


def _about(plane: Plane) -> str:
    data = plane.data
    counts = {
        name: text("analyse/unknown") if data[name] is None else f"{data[name]:,}"
        for name in ("outcomes", "feasible", "unanimous")
    }
    when = [when_line(data)] if "at" in data else []
    lost = "match" in data and not data["match"]["agreed"]
    return " ".join([text("analyse/counts", **counts), *when, *[text("plane/unmatched")] * lost])


# The figure -------------------------------------------------------------------------------------


def plane_figure(plane: Plane) -> Markup:
    """Return the picture, wide and narrow, with its legend and how it is to be read."""
    return tag("figure", picture(plane, WIDE), picture(plane, NARROW), _legend(plane), _caption(plane))


def _caption(plane: Plane) -> Markup:
    return tag("figcaption", caption(plane))


def caption(plane: Plane) -> str:
    """Return how the picture is to be read."""
    said = [text("plane/caption_weights")]
    if plane.results is None:
        said.append(text("plane/caption_outline"))
    elif plane.results - len(plane.frontier) > len(plane.dots):
        count = f"{plane.results - len(plane.frontier):,}"
        said.append(text("plane/caption_thinned", count=count, drawn=len(plane.dots)))
    else:
        said.append(text("plane/caption_dots"))
    if plane.others:
        said.append(text("plane/caption_others", others=", ".join(plane.others)))
    if plane.offers:
        base = text(f"plane/base_{plane.data['match']['offers_completed_with']}")
        said.append(text("plane/caption_offers", base=base))
    return " ".join(said)


def _legend(plane: Plane) -> Markup:
    line = {"x1": 1, "x2": 25, "y1": 9, "y2": 9}
    items = [(shapes.mark(mark.kind, 13, 9, 8), text(f"plane/{mark.kind}")) for mark in plane.marks]
    items.append(
        (
            tag(
                "g", tag("circle", cx=13, cy=9, r=3.5), tag("line", **line, class_="steps"), class_="frontier"
            ),
            text("plane/legend_frontier"),
        )
    )
    items.append((tag("rect", x=2, y=2, width=22, height=14, class_="zone"), zone_words(plane)))
    if plane.dots:
        items.append(
            (tag("g", tag("circle", cx=13, cy=9, r=3), class_="results"), text("plane/legend_results"))
        )
    walkaways = (
        tag("line", x1=1, x2=25, y1=5, y2=5, class_="walkaway first"),
        tag("line", x1=1, x2=25, y1=13, y2=13, class_="walkaway second"),
    )
    spots = {"a": number(plane.lines[0]), "b": number(plane.lines[1])}
    x, y = plane.names
    items.append((joined(*walkaways), text("plane/walkaways", x=x, y=y, **spots)))
    for side in sorted({offer.side for offer in plane.offers}):
        path = tag("line", **line, class_=f"dance {shapes.SIDES[side]}") if side < 2 else None
        words = (
            text("plane/legend_offers", role=plane.names[side])
            if side < 2
            else text("plane/legend_offers_others")
        )
        items.append((joined(path, shapes.offer(side, 13, 9, 4.5)), words))
    return tag(
        "ul",
        *(tag("li", _glyph(shape), tag("span", words)) for shape, words in items),
        class_="legend",
        aria_label=text("plane/legend"),
    )


def zone_words(plane: Plane) -> str:
    """Return what the shaded zone is."""
    if all(plane.vetoes):
        return text("plane/legend_zone")
    signing = [name for name, signs in zip(plane.names, plane.vetoes, strict=True) if signs]
    return (
        text("plane/legend_zone_one", role=", ".join(signing)) if signing else text("plane/legend_zone_none")
    )


def _glyph(shape: Markup) -> Markup:
    return tag("svg", shape, viewBox="0 0 26 18", aria_hidden="true")


# The numbers ------------------------------------------------------------------------------------


def _cards(plane: Plane) -> Markup:
    """Return the outcomes with a name: points and clauses, the same outcome once."""
    by_package: dict[tuple[tuple[str, str], ...], list[Mark]] = {}
    for mark in plane.marks:
        by_package.setdefault(mark.package, []).append(mark)
    cards = [_card(plane, here) for here in by_package.values()]
    return (
        joined(tag("h2", text("plane/outcomes")), tag("div", *cards, class_="cards")) if cards else Markup("")
    )


def _card(plane: Plane, here: Sequence[Mark]) -> Markup:
    x, y = plane.names
    a, b = (number(value) for value in here[0].spot)
    names = [
        joined(_glyph(shapes.mark(mark.kind, 13, 9, 8)), " ", text(f"plane/{mark.kind}")) for mark in here
    ]
    clauses = [joined(tag("dt", issue), tag("dd", choice)) for issue, choice in here[0].package]
    lies = next((plane.data[key_of(m)] for m in here if m.kind in ("documented", "outcome", "match")), None)
    return tag(
        "section",
        *(tag("h3", name) for name in names),
        tag("p", text("plane/points", x=x, y=y, a=a, b=b), class_="points"),
        None if lies is None else tag("p", lies_words(plane, lies), class_="soft"),
        tag("dl", *clauses),
        _trades(plane, next((plane.trades[m.kind] for m in here if m.kind in plane.trades), ())),
        class_="card",
    )


def key_of(mark: Mark) -> str:
    """Return under which name a mark's outcome stands in the data of a plane."""
    return "documented" if mark.kind == "documented" else "outcome"


def lies_words(plane: Plane, lies: dict[str, object]) -> str:
    """Return where an outcome lies, in sentences."""
    said = []
    refused = lies["refused_by"]
    if isinstance(refused, list) and refused:
        names = ", ".join(plane.role_names[role] for role in refused)
        said.append(text("analyse/refused_by", roles=names))
    if lies["on_frontier"]:
        said.append(text("analyse/on_frontier"))
    else:
        said.append(text("analyse/off_frontier", count=lies["better"], roles=", ".join(plane.names)))
        if lies["short"]:
            said.append(text("analyse/short", points=lies["short"]))
    return " ".join(said)


def _trades(plane: Plane, trades: Sequence[Trade]) -> Markup | None:
    if not trades:
        return None
    lines = [
        tag(
            "li",
            "; ".join(text("plane/change", issue=issue, choice=choice) for issue, choice in trade.changes),
            " (",
            ", ".join(
                f"{name} {gain:+g}" for name, gain in zip(plane.names, trade.gains, strict=True) if gain
            ),
            ")",
        )
        for trade in trades
    ]
    return joined(tag("p", text("plane/trades"), class_="soft"), tag("ul", *lines))


def _gains(plane: Plane, trade: Trade) -> str:
    return ", ".join(f"{name} {gain:+g}" for name, gain in zip(plane.names, trade.gains, strict=True) if gain)


def _two(plane: Plane) -> Markup:
    zone = plane.data["zone"]
    rows: list[Cells] = []
    for role, name, line in zip(plane.data["roles"], plane.names, plane.lines, strict=True):
        if zone is None:
            rows.append((name, line, text("plane/none"), ""))
            continue
        least = zone[role]["least"]
        rows.append((name, line, text("plane/unknown") if least is None else least, zone[role]["most"]))
    head = [text(f"plane/{key}") for key in ("role", "no_agreement", "least", "most")]
    return joined(tag("h2", text("plane/two")), _table(head, rows))


def _swings(plane: Plane) -> Markup:
    if not plane.swings:
        return Markup("")
    head = [text("plane/issue")]
    for name in plane.names:
        head += [text("plane/of_most", role=name), text("plane/of_nash", role=name)]
    rows = [
        (title, *(("–" if value is None else value) for value in values)) for title, values in plane.swings
    ]
    return joined(
        tag("h2", text("plane/swings")),
        tag("p", text("plane/swings_note"), class_="soft"),
        _table(head, rows),
    )


def _offers(plane: Plane) -> Markup:
    if not plane.offers:
        return Markup("")
    head = [text("plane/number"), text("plane/by"), *plane.names]
    rows = [(offer.number, offer.role, *offer.spot) for offer in plane.offers]
    return joined(tag("h2", text("plane/offers")), _table(head, rows))


def _frontier(plane: Plane) -> Markup:
    size = len(plane.frontier)
    shown = (
        range(size) if size <= MOST_ROWS else [n * (size - 1) // (MOST_ROWS - 1) for n in range(MOST_ROWS)]
    )
    note = [tag("p", text("plane/frontier_part", shown=MOST_ROWS, size=size), class_="soft")]
    return joined(
        tag("h2", text("plane/frontier")),
        *note * (size > MOST_ROWS),
        _table(plane.names, [plane.frontier[row] for row in shown]),
    )


def _table(head: Sequence[str], rows: Iterable[Cells]) -> Markup:
    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head))),
            tag("tbody", *(tag("tr", *_cells(row)) for row in rows)),
        ),
        class_="wrap",
    )


def _cells(row: Cells) -> list[Markup]:
    """Return a row's cells; the first names the row."""
    first, *others = (number(cell) if isinstance(cell, (int, float)) else cell for cell in row)
    return [tag("th", first, scope="row"), *(tag("td", cell) for cell in others)]
