"""Who plays which seat: `song=human,stalin=linear`, `all=record`; the rest are linear."""

from collections.abc import Mapping

from game.messages import text
from game.negotiators.catalogue import DEFAULT, HUMAN, RECORD, player_names

CHANCE_SEAT = "chance"
SEEDED = "seeded"


class SeatError(Exception):
    """Seats were given that cannot be. `code` is stable."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(text(code, **values))


def parse_seats(given: str, roles: tuple[str, ...]) -> dict[str, str]:
    """Return player names by role, chance included, from `role=player,…` or `all=player`."""
    pairs = [part.strip() for part in given.split(",") if part.strip()]
    chosen: dict[str, str] = {}
    for pair in pairs:
        role, sign, player = pair.partition("=")
        if not sign:
            raise SeatError("seats/no_sign", pair=pair)
        if role in chosen:
            raise SeatError("seats/twice", role=role)
        chosen[role] = player
    return resolve(chosen, roles)


def resolve(chosen: Mapping[str, str], roles: tuple[str, ...]) -> dict[str, str]:
    """Return a player for every seat and for chance, `linear` where nothing was chosen."""
    for role, player in chosen.items():
        if role not in (*roles, "all", CHANCE_SEAT):
            raise SeatError("seats/unknown_role", role=role, roles=", ".join(roles))
        known = (SEEDED, RECORD) if role == CHANCE_SEAT else (HUMAN, *player_names())
        if player not in known:
            raise SeatError("seats/unknown_player", player=player, players=", ".join(known))
    default = chosen.get("all", DEFAULT)
    seats = {role: chosen.get(role, default) for role in roles}
    chance = RECORD if all(player == RECORD for player in seats.values()) else SEEDED
    return {**seats, CHANCE_SEAT: chosen.get(CHANCE_SEAT, chance)}
