"""The map as a drawing: small, within its frame, named without overlap; what it says of a seat's places."""

import re
from itertools import combinations

import pytest

from game.messages import speaking
from game.presentation.deciding.seat import Seat
from game.presentation.mapping import drawing
from game.presentation.mapping.drawing import HEIGHT, WIDTH
from game.presentation.mapping.geography import geography
from game.presentation.mapping.naming import CITIES, RAILWAYS, REGIONS, Box, _box, labels, name_of
from game.presentation.mapping.standing import map_of, placed, places_of
from game.presentation.mapping.state import Tone
from game.storage.folders import find, open_folder
from tests.session.matches import new_match, one_act, picker

MOVE = re.compile(r"M(-?\d+) (-?\d+)l([-\d ]+)z?")


def points(path: str) -> list[tuple[int, int]]:
    """Return the points of a path, as a browser would come to them."""
    found = []
    for x, y, steps in MOVE.findall(path):
        at = (int(x), int(y))
        found.append(at)
        numbers = [int(one) for one in re.findall(r"-?\d+", steps)]
        assert len(numbers) % 2 == 0
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + dx, at[1] + dy)
            found.append(at)
    return found


def test_every_land_in_sight_is_drawn_within_the_frame() -> None:
    drawn = {region: points(drawing.land(region)) for region in geography().regions}
    for region, found in drawn.items():
        assert all(-5 <= x <= WIDTH + 5 and -5 <= y <= HEIGHT + 5 for x, y in found), region
    assert {"mongolia", "xinjiang", "manchuria", "soviet_union", "korea"} <= {r for r in drawn if drawn[r]}
    assert sum(map(len, map(drawing.land, geography().regions))) < 25_000


def test_a_land_keeps_its_size_and_lies_where_it_lay() -> None:
    """Whole numbers move no outline by more than half a unit."""
    for region in ("mongolia", "manchuria", "qinghai"):
        exact = [(x * WIDTH, y * WIDTH) for ring in geography().regions[region].parts[0] for x, y in ring]
        for x, y in points(drawing.land(region))[::7]:
            assert min((x - a) ** 2 + (y - b) ** 2 for a, b in exact) < 1.0 + 1e-9, region


@pytest.mark.parametrize("larger", [1.0, 1.15, 1.9])
@pytest.mark.parametrize("language", ["en", "de"])
def test_names_never_cover_one_another_and_what_is_at_stake_is_named(larger: float, language: str) -> None:
    stake = ("mongolia", "xinjiang", "port_arthur", "dairen", "manchuria", "yanan")
    taken = [Box(100, 100, 180, 130)]
    with speaking(language):
        found = labels(stake, larger, taken)
        assert {*stake} <= {one.id for one in found}
        assert {one.id for one in labels(stake, larger, taken, few=True)} < {one.id for one in found}
    boxes = [*taken, *map(_box, found)]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_place_has_a_name(language: str) -> None:
    with speaking(language):
        for place in (*REGIONS, *CITIES, *RAILWAYS, "mongolia|xinjiang"):
            assert name_of(place)


def test_the_words_say_all_that_the_picture_shows() -> None:
    """Whoever sees no picture, or no colours, is told the same, at every moment of a game."""
    tones: set[Tone] = set()
    moscow = open_folder(find("moscow-1945"))
    for seed in range(2):
        match, pick = new_match("all=human", seed, opened=moscow), picker("map", seed)
        for _ in range(30):
            for _ in range(4):
                if not match.ended:
                    one_act(match, pick)
            for role in range(len(match.roles)):
                tones |= check(Seat(match, role))
    assert tones == {*Tone}


def check(seat: Seat) -> set[Tone]:
    """Check the words against the picture; return the tones there are."""
    view = seat.view()
    state, told = map_of(seat, view), {one.id: one for one in placed(seat, view)}
    assert {*state.tints, *state.lines, *state.cities} <= {*told}
    for region, tone in state.tints.items():
        assert told[region].tone == tone
    for place, words in places_of(seat, view).items():
        assert "\n".join(told[place].lines) == words
    return {*state.tints.values()}
