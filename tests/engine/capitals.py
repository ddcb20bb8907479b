"""Where tests of the two capitals and of the council begin: a step reached, a text settled, a text signed."""

from typing import Any

from tests.engine.playing import Game

PLAIN: dict[str, Any] = {"border": "ridge", "tribute": 0}
"""Clauses inside the envoy's mandate."""


def capital(sitting: str = "opening", step: str = "table") -> Game:
    return Game("capital.yaml").go_to(sitting, step)


def council(sitting: str = "market", step: str = "table") -> Game:
    return Game("council.yaml").go_to(sitting, step)


def settle(game: Game, guests: str = "many", **treaty: Any) -> Game:
    """Let both texts be initialled at the third sitting, and go on to the signing."""
    game.go_to("signature", "table")
    game.act("chancellor", "propose", instrument="treaty", issues=treaty or PLAIN).act("envoy", "accept")
    game.act("chancellor", "propose", instrument="protocol", issues={"guests": guests})
    return game.act("envoy", "accept").go_to("signature", "signing")


def signed(guests: str = "many", **treaty: Any) -> Game:
    """Return a game with both texts signed at the third sitting."""
    game = settle(capital(), guests, **treaty)
    return game.act("envoy", "sign").act("chancellor", "sign")


def leased(rent: Any = "high") -> Game:
    """Return a game of the council with the lease signed on market day."""
    game = council()
    game.act("mayor", "propose", instrument="lease", issues={"rent": rent}).act("miller", "accept")
    game.go_to("market", "signing")
    return game.act("mayor", "sign").act("miller", "sign")


def spoken(game: Game, hearing: str | None = None) -> Game:
    """Let the mayor say that the looms will be looked after, and perhaps the weaver hear it."""
    game.go_to("parlour", "table").act("mayor", "speak", value="looms")
    if hearing:
        game.act("weaver", "hear", reading=hearing)
    return game
