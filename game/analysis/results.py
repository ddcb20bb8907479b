"""What each role has in the end: arithmetic on its own points, no words."""

from game.engine.events import IN_FORCE
from game.engine.facts import facts_of, facts_signed
from game.engine.state import State
from game.engine.worth import walkaway, worth
from game.scenario.tables import Tables


def result_of(tables: Tables, state: State, role: int) -> int:
    """Return a role's points: what the texts in force are worth, or its walk-away without the main one."""
    own = tables.roles[role]
    main = next(n for n, text in enumerate(tables.public.instruments) if text.main)
    if state.texts[main].status in IN_FORCE:
        return worth(tables.public, own, facts_signed(tables.public, state)).middle
    return walkaway(own, facts_of(tables.public, state))
