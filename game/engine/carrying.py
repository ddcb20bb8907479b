"""What a role can carry at home: whether a text could still be ratified.

Law of this file: only a role's own tables and the facts it is given; nothing here decides or changes a thing.
"""

from game.engine.facts import Facts, holds
from game.scenario.tables import PublicTables, RoleTables


def can_ratify(own: RoleTables, facts: Facts) -> bool:
    """Return whether what ratifying needs is there, for every text this role ratifies."""
    return all(one.needs is None or holds(one.needs, facts) for one in own.ratifications)


def after_widening(public: PublicTables, own: RoleTables, facts: Facts) -> Facts:
    """Return the facts as they would be if this principal let its delegate sign more."""
    tracks = list(facts.tracks)
    for price in own.widening:
        value = tracks[price.track]
        if value is not None and (price.when is None or holds(price.when, facts)):
            limits = public.tracks[price.track]
            tracks[price.track] = max(limits.low, min(limits.high, value + price.amount))
    return facts._replace(tracks=tuple(tracks))
