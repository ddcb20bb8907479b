"""A game beside history on the map: tints, what unfolds, and the chapter."""

from game.presentation.mapping.state import Tone
from game.report.beside import Compared
from game.report.beside_on_map import MAPS, Place, map_beside, told_beside, with_maps
from game.report.parts import Chapter


def question(issue: str, played: str, documented: str) -> Compared:
    return Compared(issue, issue.title(), played == documented, played, documented, "", "", (), ())


SAME = Place(question("land", "kept", "kept"), ("mongolia",), ("cer",), ("dairen",))
OTHER = Place(question("troops", "leave", "stay"), ("mongolia", "manchuria"), (), ())
NEVER = Place(question("port", "", "leased"), (), (), ("port_arthur",))


def test_a_place_where_anything_differs_is_no_place_where_all_is_the_same() -> None:
    """Whichever of its questions comes first."""
    for places in ((SAME, OTHER), (OTHER, SAME)):
        found = map_beside(places, "played")
        assert found.tints == {"mongolia": Tone.DISPUTED, "manchuria": Tone.DISPUTED}
    assert map_beside([SAME], "documented").tints == {"mongolia": Tone.AGREED}


def test_a_side_shows_only_what_is_in_force_there() -> None:
    assert "port_arthur" not in map_beside([SAME, NEVER], "played").cities
    assert map_beside([SAME, NEVER], "documented").cities == {"dairen", "port_arthur"}


def test_a_question_alone_shows_its_places_alone() -> None:
    found = map_beside([SAME, OTHER], "played", "land")
    assert found.tints == {"mongolia": Tone.AGREED}
    assert found.lines == {"cer"}
    assert found.cities == {"dairen"}


def test_what_is_told_of_a_place_is_a_line_for_each_question() -> None:
    told = told_beside([SAME, OTHER, NEVER], "played", "nothing")
    assert told["mongolia"] == "Land: kept\nTroops: leave"
    assert told["port_arthur"] == "Port: nothing"


def test_the_maps_follow_the_comparison_and_only_where_anything_lies_on_them() -> None:
    pages = [Chapter("A", (), "history"), Chapter("B", (), "fate")]
    assert [one.code for one in with_maps(pages, [SAME])] == ["history", MAPS, "fate"]
    assert [one.code for one in with_maps(pages, [])] == ["history", "fate"]
