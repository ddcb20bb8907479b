"""Who plays which seat, from a few words on the command line."""

import pytest

from game.session.seats import Kind, SeatError, alone, parse_seats

ROLES = ("stalin", "roosevelt")


@pytest.mark.parametrize(
    ("given", "stalin", "roosevelt", "chance"),
    [
        ("", "linear", "linear", "seeded"),
        ("all=record", "record", "record", "record"),
        ("stalin=record,roosevelt=record", "record", "record", "record"),
        ("stalin=record", "record", "linear", "seeded"),
        ("all=record,roosevelt=human", "record", "human", "seeded"),
        (" stalin=human , all=random ,", "human", "random", "seeded"),
        ("all=record,chance=seeded", "record", "record", "seeded"),
        ("chance=record", "linear", "linear", "record"),
    ],
)
def test_seats_are_filled(given: str, stalin: str, roosevelt: str, chance: str) -> None:
    """Seats not named are linear; chance follows the record only where all seats do, or when told to."""
    assert parse_seats(given, ROLES) == {"stalin": stalin, "roosevelt": roosevelt, "chance": chance}


@pytest.mark.parametrize(
    ("given", "code", "named"),
    [
        ("stalin", "seats/no_sign", "stalin"),
        ("stalin=human,stalin=linear", "seats/twice", "stalin"),
        ("churchill=human", "seats/unknown_role", "roosevelt"),
        ("stalin=genius", "seats/unknown_player", "linear"),
        ("stalin=", "seats/unknown_player", "record"),
        ("chance=human", "seats/unknown_player", "seeded"),
        ("all=seeded", "seats/unknown_player", "random"),
    ],
)
def test_seats_that_cannot_be_are_refused(given: str, code: str, named: str) -> None:
    """The sentence names what was meant or what there is to choose from."""
    with pytest.raises(SeatError, match=named) as error:
        parse_seats(given, ROLES)

    assert error.value.code == code


def test_a_person_alone_plays_against_the_diplomat_unless_somebody_is_named() -> None:
    """Whoever is named plays all other seats; else an optional seat follows the record."""
    kinds: dict[str, Kind] = {"a": "seat", "b": "seat", "c": "optional", "d": "recorder"}
    roles = tuple(kinds)

    usual = alone("a", None, roles, kinds)
    assert usual == {"a": "human", "b": "diplomat", "c": "record", "d": "none", "chance": "seeded"}
    named = alone("b", "linear", roles, kinds)
    assert named == {"a": "linear", "b": "human", "c": "linear", "d": "none", "chance": "seeded"}
