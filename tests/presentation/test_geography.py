"""The map as geometry: projected and back, hit where it is, borders shared."""

import subprocess
import sys
from math import cos, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.messages import text
from game.presentation.mapping.geography import ASPECT, CONIC, from_frame, geography, to_frame

EAST = st.floats(60, 156)
NORTH = st.floats(17, 63)


@given(east=EAST, north=NORTH)
def test_a_place_projected_and_back_is_where_it_was(east: float, north: float) -> None:
    """A pointer over the map is turned into a place this way."""
    assert from_frame(*to_frame(east, north)) == pytest.approx((east, north), abs=1e-9)


@given(east=st.floats(76, 137), north=st.floats(34, 56))
def test_the_projection_keeps_angles_and_nearly_lengths(east: float, north: float) -> None:
    """Conformal: steps north and east are stretched alike; true to size within 1.3 % where we play."""
    step = 1e-4
    here = CONIC.forward(east, north)
    up, right = CONIC.forward(east, north + step), CONIC.forward(east + step, north)
    north_scale = hypot(up[0] - here[0], up[1] - here[1]) / radians(step)
    east_scale = hypot(right[0] - here[0], right[1] - here[1]) / (radians(step) * cos(radians(north)))

    assert north_scale == pytest.approx(east_scale, rel=1e-4)
    assert north_scale == pytest.approx(1, abs=0.013)


def test_parallels_of_true_length_and_a_published_example() -> None:
    """Snyder (1987), p. 295: Clarke's sphere of radius 1, parallels 33° and 45°, origin 23° N 96° W."""
    published = type(CONIC)(south=33, north=45, meridian=-96, origin=23)

    assert published.cone == pytest.approx(0.6304777, abs=1e-7)
    assert published.forward(-75, 35) == pytest.approx((0.2966785, 0.2462112), abs=1e-7)


def test_towns_lie_in_their_regions_and_the_frame_holds_the_play() -> None:
    """A slip in the projection or in a ring's direction shows here."""
    land = geography()
    home = {
        "ulaanbaatar": "mongolia",
        "khovd": "mongolia",
        "urumqi": "xinjiang",
        "harbin": "manchuria",
        "mukden": "manchuria",
        "wangyemiao": "inner_mongolia_east",
        "chita": "transbaikal",
        "yanan": "north_china",
        "chongqing": "south_china",
        "irkutsk": "soviet_union",
        "alma_ata": "kazakh_ssr",
    }
    for town, region in home.items():
        x, y = land.cities[town].at
        assert land.region_at(x, y) == region, town
        assert 0 < x < 1, town
        assert 0 < y < 1 / ASPECT, town
    assert land.region_at(*to_frame(132, 39)) is None  # open sea


def test_regions_cover_the_land_without_overlap() -> None:
    """Two regions at one point would make a click ambiguous."""
    land = geography()
    assert len(land.regions) == 23
    for column in range(40):
        for row in range(27):
            x, y = (column + 0.5) / 40, (row + 0.5) / 27 / ASPECT
            assert sum(region.holds(x, y) for region in land.regions.values()) <= 1


def test_a_border_belongs_to_both_sides_and_to_nobody_else() -> None:
    """Borders are drawn and named by whom they part."""
    land = geography()
    both = land.line("mongolia|xinjiang")

    assert both == land.line("xinjiang|mongolia")
    assert set(both) < set(land.line("mongolia"))
    neighbours = {name for border in land.borders if "mongolia" in border.regions for name in border.regions}
    assert neighbours == {
        "mongolia",
        "xinjiang",
        "gansu",
        "inner_mongolia",
        "inner_mongolia_east",
        "soviet_union",
        "tuva",
        "transbaikal",
    }
    assert land.line("cer") == land.railways["cer"]
    for unknown in ("mongolia|japan", "cer|smr", "atlantis"):
        with pytest.raises(KeyError):
            land.line(unknown)


def test_everything_with_an_id_has_a_name_in_the_messages() -> None:
    """The map says nothing that the catalogue does not."""
    land = geography()
    assert all(text(f"map/region_{name}") for name in land.regions)
    assert all(text(f"map/city_{name}") for name in land.cities)


def test_geography_and_the_terminal_start_without_pygame() -> None:
    """Who plays in a terminal waits for no window system."""
    code = (
        "import sys, game.cli, game.cli.play, game.terminal, game.session.match;"
        "import game.presentation.mapping.geography;"
        "print([name for name in sys.modules if name.partition('.')[0] == 'pygame'])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)

    assert result.stdout.strip() == "[]"
