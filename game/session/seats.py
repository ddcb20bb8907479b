"""Who plays which seat: `song=human,stalin=linear`, `all=record`; the rest are linear.

Law of this file: a recorder has no player (`none`), whoever else is named for all. A seat that may go without
a player follows the record where nobody is named for it.
"""

from collections.abc import Mapping, Sequence
from typing import Literal

from game.messages import text
from game.negotiators.catalogue import DEFAULT, HUMAN, RECORD, SOLO, player_names
from game.scenario.model import Scenario
from game.scenario.plain import is_plain

CHANCE_SEAT = "chance"
SEEDED = "seeded"
NOBODY = "none"
MOST_PEOPLE = 2
LONGEST_NAME = 60

Kind = Literal["seat", "optional", "recorder"]
Kinds = Mapping[str, Kind]
"""What kind of seat each role has; a role that is not named has a plain one."""


class SeatError(Exception):
    """Seats were given that cannot be. `code` is stable."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(text(code, **values))


def kinds_of(scenario: Scenario) -> dict[str, Kind]:
    """Return what kind of seat each role of a scenario has."""
    return {
        name: "recorder" if role.recorder else "optional" if role.optional else "seat"
        for name, role in scenario.roles.items()
    }


def parse_seats(given: str, roles: tuple[str, ...], kinds: Kinds | None = None) -> dict[str, str]:
    """Return player names by role, chance included, from `role=player,…` or `all=player`."""
    return resolve(_pairs(given), roles, kinds)


def reseated(given: str, seated: Mapping[str, str], kinds: Kinds | None = None) -> dict[str, str]:
    """Return who plays where some seats are given anew (`role=player,…`); the rest as they are `seated`."""
    chosen, known = _pairs(given), kinds or {}
    roles = tuple(role for role in seated if role != CHANCE_SEAT)
    for role, player in chosen.items():
        _check_seat(role, player, roles, known)
    everybody = {} if "all" not in chosen else dict.fromkeys(roles, chosen.pop("all"))
    return without_recorders({**seated, **everybody, **chosen}, known)


def _pairs(given: str) -> dict[str, str]:
    chosen: dict[str, str] = {}
    for pair in (part.strip() for part in given.split(",") if part.strip()):
        role, sign, player = pair.partition("=")
        if not sign:
            raise SeatError("seats/no_sign", pair=pair)
        if role in chosen:
            raise SeatError("seats/twice", role=role)
        chosen[role] = player
    return chosen


def resolve(chosen: Mapping[str, str], roles: tuple[str, ...], kinds: Kinds | None = None) -> dict[str, str]:
    """Return a player for every seat and for chance, the usual one where none was chosen."""
    known = kinds or {}
    for role, player in chosen.items():
        _check_seat(role, player, roles, known)
    seats = {role: _player(role, chosen, known.get(role, "seat")) for role in roles}
    players = [player for player in seats.values() if player != NOBODY]
    chance = RECORD if all(player == RECORD for player in players) else SEEDED
    return {**seats, CHANCE_SEAT: chosen.get(CHANCE_SEAT, chance)}


def alone(role: str, ai: str | None, roles: tuple[str, ...], kinds: Kinds) -> dict[str, str]:
    """Return the seats of a game one person plays."""
    return together([role], ai, roles, kinds)


def together(people: Sequence[str], ai: str | None, roles: tuple[str, ...], kinds: Kinds) -> dict[str, str]:
    """Return the seats of a game: people in some roles, `ai` in the others, or who is usual against people.

    A seat that may go without a player follows the record unless `ai` is named.
    """
    others = {one: SOLO for one in roles if kinds.get(one, "seat") == "seat"} if ai is None else {"all": ai}
    return resolve({**others, **dict.fromkeys(people, HUMAN)}, roles, kinds)


def _check_seat(role: str, player: str, roles: tuple[str, ...], kinds: Kinds) -> None:
    if role not in (*roles, "all", CHANCE_SEAT):
        raise SeatError("seats/unknown_role", role=role, roles=", ".join(roles))
    if kinds.get(role) == "recorder":
        if player != NOBODY:
            raise SeatError("seats/only_watches", role=role)
        return
    known = (SEEDED, RECORD) if role == CHANCE_SEAT else (HUMAN, *player_names())
    if player not in known:
        raise SeatError("seats/unknown_player", player=player, players=", ".join(known))


def _player(role: str, chosen: Mapping[str, str], kind: Kind) -> str:
    if kind == "recorder":
        return NOBODY
    usual = RECORD if kind == "optional" else DEFAULT
    return chosen.get(role, chosen.get("all", usual))


def without_recorders(seats: Mapping[str, str], kinds: Kinds) -> dict[str, str]:
    """Return seats as given, but nobody in those that only watch. Raises `SeatError` for a person there."""
    for role, player in seats.items():
        if kinds.get(role) == "recorder" and player == HUMAN:
            raise SeatError("seats/only_watches", role=role)
    return {role: NOBODY if kinds.get(role) == "recorder" else player for role, player in seats.items()}


# People at a seat -----------------------------------------------------------------------------------


def parse_people(given: Sequence[str], seats: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Return the names of the people at each seat, from `role=Ann+Bo`, one or two at a seat people play."""
    found: dict[str, tuple[str, ...]] = {}
    for one in given:
        role, sign, names = one.partition("=")
        if not sign:
            raise SeatError("seats/no_sign", pair=one)
        if role in found:
            raise SeatError("seats/twice", role=role)
        found[role] = tuple(name.strip() for name in names.split("+"))
    check_people(found, seats)
    return found


def check_people(people: Mapping[str, Sequence[str]], seats: Mapping[str, str]) -> None:
    """Raise `SeatError` unless these people can sit at these seats."""
    for role, names in people.items():
        if role not in seats or role == CHANCE_SEAT:
            roles = ", ".join(seat for seat in seats if seat != CHANCE_SEAT)
            raise SeatError("seats/unknown_role", role=role, roles=roles)
        if seats[role] != HUMAN:
            raise SeatError("seats/no_people", role=role, player=seats[role])
        if not 1 <= len(names) <= MOST_PEOPLE or len(set(names)) < len(names):
            raise SeatError("seats/too_many_people", role=role, most=MOST_PEOPLE)
        if not all(0 < len(name) <= LONGEST_NAME and is_plain(name) for name in names):
            raise SeatError("seats/bad_name", role=role, longest=LONGEST_NAME)
