"""What effects would do, said beforehand to the role that would bring them about.

Law of this file: a role is told what it would see happen, and nothing of what only others would.
"""

from collections.abc import Iterable

from game.messages import text
from game.presentation.wording import Wording
from game.scenario.conditions import Effect


def effect_lines(w: Wording, role: int, effects: Iterable[Effect]) -> list[str]:
    """Return a line for each effect the role would see."""
    found = []
    for effect in effects:
        said = _said(w, role, effect)
        if said is not None:
            found.append(said if effect.when is None else text("event/cost_perhaps", cost=said))
    return found


def _said(w: Wording, role: int, effect: Effect) -> str | None:
    if effect.track is not None:
        number = w.names.number("track", effect.track.id)
        name = w.scenario.tracks[effect.track.id].name
        seen = w.public.tracks[number].seen_by >> role & 1
        return text("event/cost", track=name, by=f"{effect.track.by:+d}") if seen else None
    if effect.cost is not None:
        cost = w.scenario.costs[effect.cost.id]
        return text("event/cost", track=f"{cost.name} ({cost.unit})", by=f"{effect.cost.by:+d}")
    return effect.because if _sees(w, role, effect) else None


def _sees(w: Wording, role: int, effect: Effect) -> bool:
    name = w.public.roles[role]
    if effect.tell is not None:
        return name in effect.tell.to
    if effect.discloses is not None and name in effect.discloses.to:
        return True
    option = effect.opens or effect.closes or effect.discloses
    if option is not None:
        issue = w.public.issues[w.names.number("issue", option.issue)]
        return bool(w.public.instruments[issue.instrument].members >> role & 1)
    return True
