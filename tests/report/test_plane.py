"""The page of the plane: whole without a network or a script, safe with anybody's words, readable unseen."""

import re
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.interop.cases import space_of_case
from game.interop.score_tables import read_csv
from game.presentation.plane import MOST_DOTS, Plane, Spot, plane
from game.presentation.weighed import Wanted, weigh_scenario, weigh_space
from game.report.markup import Markup, joined, tag
from game.report.plane_labels import Box, Places, around
from game.report.plane_page import plane_page
from game.report.plane_svg import WIDE, description, nice_step, picture
from game.storage.folders import find, open_folder
from tests.session.matches import played

NASTY = """<script>alert("x")</script> & 'co' ]]>"""
VOID = {"meta", "link", "br", "hr", "img"}


class Reading(HTMLParser):
    """Reads a page strictly: what is opened is closed, in its order; keeps tags, attributes and text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.said.append((self.open[-1] if self.open else "", data))

    def text_in(self, tag: str) -> str:
        return " ".join(data for inside, data in self.said if inside == tag)


def table(first: str = "Port", second: str = "Union") -> str:
    rows = ["wages,high,10,40", ",low,30,5", ",none,3,3", "hours,long,20,0", ",short,5,30", "walkaway,,25,20"]
    quoted = ",".join('"' + name.replace('"', '""') + '"' for name in (first, second))
    return "\n".join([f"issue,option,{quoted}", *rows])


def of_table(source: str, title: str = "case") -> Plane:
    return plane(weigh_space(title, space_of_case(read_csv(source))))


@cache
def yalta() -> Plane:
    match = played("", 3)
    return plane(weigh_scenario(open_folder(find("yalta-1945")), Wanted(match=match)))


@cache
def moscow() -> Plane:
    opened = open_folder(find("moscow-1945"))
    return plane(weigh_scenario(opened, Wanted(roles=("stalin", "washington"))))


# What is in the plane ---------------------------------------------------------------------------


def test_dots_outline_and_frontier_are_the_outcomes() -> None:
    """Six outcomes, two of them dominated; the outline goes round all of them."""
    found = of_table(table())

    assert list(found.frontier) == [(50, 5), (35, 35), (30, 40), (15, 70)]
    assert list(found.dots) == [(8, 33), (23, 3)]
    assert found.results == 6
    assert list(found.lines) == [25, 20]
    assert set(found.outline) == {(8, 33), (23, 3), (50, 5), (35, 35), (15, 70)}
    assert {mark.kind for mark in found.marks} == {
        "nash",
        "kalai_smorodinsky",
        "egalitarian",
        "utilitarian",
    }


def test_many_results_are_thinned_out_and_too_many_stand_as_their_outline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is drawn is a result; how many there are is told, or that it cannot be."""
    found = moscow()
    assert found.results is not None
    assert found.results > MOST_DOTS >= len(found.dots) > 100
    assert f"{found.results - len(found.frontier):,}" in plane_page(found)

    monkeypatch.setattr("game.presentation.plane.MOST_RESULTS", 100)
    large = plane(weigh_scenario(open_folder(find("moscow-1945")), Wanted(roles=("stalin", "washington"))))
    assert (large.results, large.dots) == (None, ())
    assert large.outline == found.outline
    assert "too many results to draw" in plane_page(large)


@given(
    st.lists(
        st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=1, max_size=4),
        min_size=1,
        max_size=3,
    )
)
def test_the_outline_holds_every_result(issues: list[list[tuple[int, int]]]) -> None:
    """Counter-clockwise, and no corner too many."""
    rows = [f"i{n},o{m},{a},{b}" for n, issue in enumerate(issues) for m, (a, b) in enumerate(issue)]
    found = of_table("\n".join(["issue,option,A,B", *rows]))
    corners = found.outline
    sums: set[Spot] = {(0, 0)}
    for issue in issues:
        sums = {(a + c, b + d) for a, b in sums for c, d in issue}

    assert {*corners} <= sums
    assert {*found.dots, *found.frontier} == sums
    if len(corners) > 2:
        for one, two, three in zip(
            corners, corners[1:] + corners[:1], corners[2:] + corners[:2], strict=True
        ):
            assert turn(one, two, three) > 0
            assert min(turn(one, two, spot) for spot in sums) == 0


def turn(one: Spot, two: Spot, three: Spot) -> float:
    """Return whether three points turn left (above 0), right (below) or not at all."""
    return (two[0] - one[0]) * (three[1] - one[1]) - (two[1] - one[1]) * (three[0] - one[0])


def test_who_does_not_sign_bounds_no_zone_and_is_told() -> None:
    """Washington has a stake and no signature; Song must agree as well and has no axis."""
    found = moscow()

    assert found.vetoes == (True, False)
    assert len(found.others) == 1
    page = Reading(plane_page(found))
    assert found.others[0] in page.text_in("figcaption")
    assert found.names[0] in " ".join(data for inside, data in page.said if "signs" in data)


def test_offers_are_numbered_in_their_order_and_lead_to_the_result() -> None:
    found = yalta()

    assert [offer.number for offer in found.offers] == list(range(1, len(found.offers) + 1))
    assert {offer.side for offer in found.offers} == {0, 1}
    result = next(mark for mark in found.marks if mark.kind == "match")
    assert found.offers[-1].spot == result.spot
    drawn = picture(found, WIDE)
    assert drawn.count('class="dance first"') == drawn.count('class="dance second"') == 1


# The page ---------------------------------------------------------------------------------------

PAGES: dict[str, Callable[[], Plane]] = {"table": lambda: of_table(table()), "yalta": yalta, "moscow": moscow}


@pytest.mark.parametrize("name", PAGES)
def test_the_page_stands_alone(name: str) -> None:
    """Nothing is fetched and nothing runs: no address, no script, no style but the one the policy names."""
    source = plane_page(PAGES[name]())
    page = Reading(source)
    names = {tag for tag, _ in page.tags}

    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "a"}
    for _, attributes in page.tags:
        assert not {"style", "src", "href", "xlink:href"} & attributes.keys()
        assert not [key for key in attributes if key.startswith("on")]
    css = page.text_in("style")
    assert "@import" not in css
    assert "url(" not in css
    assert re.findall(r"url\((.)", source) == ["#"] * source.count("url(")
    policy = next(str(a["content"]) for _, a in page.tags if "http-equiv" in a)
    named = "sha256-" + b64encode(sha256(css.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src '{named}'; base-uri 'none'; form-action 'none'"
    assert "://" not in source


@pytest.mark.parametrize("name", PAGES)
def test_the_page_can_be_read_unseen(name: str) -> None:
    """Each picture has a title and a description of its own; the numbers stand in tables with heads."""
    found = PAGES[name]()
    source = plane_page(found)
    page = Reading(source)

    ids = [str(a["id"]) for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    drawn = [a for tag, a in page.tags if tag == "svg" and a.get("role") == "img"]
    assert len(drawn) == 2, "one for screens, one for telephones; the other is not shown"
    for attributes in drawn:
        assert set(str(attributes["aria-labelledby"]).split()) <= set(ids)
    assert [a.get("aria-hidden") for tag, a in page.tags if tag == "svg" and a.get("role") != "img"] == [
        "true"
    ] * (source.count("<svg") - 2)
    assert description(found) in page.text_in("desc")
    cells = page.text_in("td").split()
    for mark in found.marks:
        assert f"{mark.spot[0]:g}" in page.text_in("p")
    shown = [f"{x:g}" for x, _ in found.frontier[:1]]
    assert set(shown) <= {*cells, *page.text_in("th").split()}
    assert page.text_in("th").count(found.names[0]) >= 2
    assert "the author's weights" in page.text_in("figcaption")


def test_words_of_authors_stay_words() -> None:
    """Names of roles, issues and options, and the title, whatever is in them."""
    source = table(NASTY, "B").replace("wages", '"<b>pay</b>"')
    page = plane_page(of_table(source, title=NASTY))
    read = Reading(page)

    assert "<script" not in page
    assert "<b>" not in page
    assert NASTY in read.text_in("h1")
    assert NASTY in read.text_in("title")
    assert "<b>pay</b>" in read.text_in("dt")


def test_long_names_are_cut_short_in_the_picture_alone() -> None:
    name = "The delegation of the harbour workers' federation"
    found = of_table(table(name))
    drawn = Reading(picture(found, WIDE))

    assert "The delegation of the harbour w…" in drawn.text_in("text")
    assert name not in drawn.text_in("text")
    assert name in Reading(plane_page(found)).text_in("th")


@given(st.text(max_size=40), st.text(max_size=40))
def test_markup_is_made_by_tags_alone(inside: str, value: str) -> None:
    found = tag("p", inside, Markup("<br>"), [inside, None], title=value, data_x=None)

    assert found.count("<") == 3
    body = found.removeprefix(found[: found.index(">") + 1]).removesuffix("</p>")
    assert unescape(body) == f"{inside}<br>{inside}" or "&" in inside
    assert found.startswith('<p title="')
    assert joined(inside) == joined(joined(inside))


# Places -----------------------------------------------------------------------------------------


def test_labels_keep_clear_of_each_other_and_of_what_is_there() -> None:
    """Five labels at one point, within the frame, over nothing as long as there is room."""
    frame = Box(0, 0, 600, 400)
    there = around(300, 200, 10)
    places = Places(frame, [there])
    found = [places.put((300, 200), (80, 20), (14, 30, 60, 90)) for _ in range(5)]

    assert all(covered == 0 for _, covered in found)
    for one, other in combinations([there, *(box for box, _ in found)], 2):
        assert one.covers(other) == 0
    assert all(frame.covers(box) == box.area for box, _ in found)


def test_a_label_at_the_edge_is_pushed_inside() -> None:
    frame = Box(0, 0, 100, 60)
    box, _ = Places(frame).put((99, 1), (90, 50), (14,))

    assert frame.covers(box) == pytest.approx(box.area)


@pytest.mark.parametrize(
    ("span", "most", "step"),
    [(100, 8, 20), (100, 10, 10), (1, 5, 0.2), (0, 5, 1), (7, 8, 1), (26_000, 8, 5000)],
)
def test_steps_of_a_scale_are_round(span: float, most: int, step: float) -> None:
    assert nice_step(span, most) == pytest.approx(step)


def test_callouts_in_the_picture_do_not_overlap() -> None:
    """Of the scenarios that are shipped, with a match in them."""
    for found in (yalta(), moscow()):
        boxes = [
            Box(float(x), float(y), float(x) + float(w), float(y) + float(h))
            for x, y, w, h in re.findall(
                r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)" rx="4"',
                picture(found, WIDE),
            )
        ]
        assert len(boxes) >= 1
        assert all(one.covers(other) == 0 for one, other in combinations(boxes, 2))


def test_the_style_sheet_is_in_the_package() -> None:
    """It must travel in a wheel."""
    assert (Path(plane_page.__code__.co_filename).parent / "plane.css").is_file()
