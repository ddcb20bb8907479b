"""What was possible in a match, beside what came of it: the debrief's second half.

Law of this file: it is weighed as things stood at the end, with the author's weights; open words count at
what they came to mean. Points of different roles stand beside each other here; they are never added up.
"""

from collections.abc import Sequence
from typing import Any

from game.analysis.possible import Possible, beside, possible
from game.analysis.sensitivity import variants
from game.analysis.spaces import Space, SpaceError
from game.analysis.trades import Trade, unused_trades
from game.analysis.weighing import choice_of, space_of
from game.engine.acts import Clause
from game.engine.events import IN_FORCE
from game.engine.facts import facts_of, facts_signed
from game.engine.state import Proposal
from game.engine.worth import walkaway, worth
from game.messages import text
from game.presentation.wording import Wording
from game.scenario.indices import members
from game.scenario.tables import RoleTables, Tables
from game.session.match import Match

Data = dict[str, Any]
SHOWN = ("nash", "kalai_smorodinsky", "egalitarian")


def what_was_possible(match: Match, wording: Wording) -> Data:
    """Return what could have been had by those who sign and those who instruct them.

    Where there is too much to weigh, only `refused`: why.
    """
    tables = match.tables
    texts = [number for number, one in enumerate(tables.public.instruments) if one.speaker < 0]
    roles = _sides(tables, texts)
    others = [own.role for own in tables.roles if own.role not in roles and _has_stake(tables, own.role)]
    facts = facts_of(tables.public, match.state)
    try:
        mandates = [seat.mandate for seat in match.state.seats]
        space = space_of(tables, facts, [*roles, *others], texts, mandates=mandates)
    except SpaceError as error:
        return {"refused": text(error.code, **error.values)}
    found = possible(space, range(len(roles)))
    words = SpaceWords(wording, tables, texts)
    index = played_outcome(match, space, texts)
    data: Data = {
        "roles": [match.roles[role] for role in roles],
        "signatories": [space.roles[column] for column in space.rule.signers],
        "outcomes": found.outcomes,
        "unanimous": found.unanimous,
        "pareto_size": len(found.pareto.indices),
        "walkaway": dict(zip(space.roles[: len(roles)], map(int, space.lines), strict=False)),
        "solutions": {
            theory: None
            if (named := getattr(found.solutions, theory)) is None
            else _outcome(found, words, named)
            for theory in SHOWN
        },
        "in_force": _in_force(match, texts),
        "played": None,
        "trades": [],
        "flips": _flips(match, roles),
        "dance": _dance(match, wording, roles),
    }
    if index is not None:
        lies = beside(found, index)
        data["played"] = {
            **_outcome(found, words, index),
            "on_frontier": not lies.better,
            "better": len(lies.better),
            "short": int(lies.short),
        }
        trades = unused_trades(space, index, found.columns)
        data["trades"] = [_trade(words, found, index, trade) for trade in trades]
    return data


def _has_stake(tables: Tables, role: int) -> bool:
    return bool(tables.public.deciders >> role & 1)


def _sides(tables: Tables, texts: list[int]) -> list[int]:
    """Return who signs, and who instructs whoever signs."""
    signers = 0
    for number in texts:
        signers |= tables.public.instruments[number].signers
    sides = set(members(signers))
    return sorted(sides | {tables.public.principals[role] for role in sides} - {-1})


def _in_force(match: Match, texts: list[int]) -> str:
    """Return whether all, some or none of the texts came into force."""
    count = sum(match.state.texts[number].status in IN_FORCE for number in texts)
    return "all" if count == len(texts) else "some" if count else "none"


def played_outcome(match: Match, space: Space, texts: Sequence[int]) -> int | None:
    """Return the outcome of `texts` that came into force, if the main one did and every one is whole.

    Without the main text among them, all must have come into force.
    """
    public = match.tables.public
    mains = [number for number in texts if public.instruments[number].main] or texts
    if any(match.state.texts[number].status not in IN_FORCE for number in mains):
        return None
    clauses = facts_signed(public, match.state).clauses
    issues = [issue for number in texts for issue in public.instruments[number].issues]
    choices = []
    for issue in issues:
        table, clause = public.issues[issue], clauses[issue]
        if clause is None and table.required and table.fixed is None:
            return None  # a text beside the main one was not signed
        choices.append(choice_of(public, issue, clause))
    return space.index_of(choices)


class SpaceWords:
    """The words of a space's issues and choices."""

    def __init__(self, wording: Wording, tables: Tables, texts: Sequence[int]) -> None:
        self._wording = wording
        self._public = tables.public
        self._issues = [issue for number in texts for issue in tables.public.instruments[number].issues]

    def issue(self, place: int) -> str:
        """Return an issue's title."""
        return self._wording.issue(self._issues[place])

    def choice(self, place: int, choice: int) -> str | None:
        """Return a choice in words; None for silence."""
        issue = self._issues[place]
        table = self._public.issues[issue]
        if table.fixed is not None:
            return self._wording.clause(issue, Clause(*table.fixed))
        value, rest = divmod(choice, len(table.forms) * len(table.publicities))
        if value == len(table.values):
            return None
        form, publicity = divmod(rest, len(table.publicities))
        return self._wording.clause(issue, Clause(value, form, publicity))


def _outcome(found: Possible, words: SpaceWords, index: int) -> Data:
    points = [int(value) for value in found.points_of(index)]
    choices = found.space.choices_of(index)
    return {
        "points": dict(zip(found.space.roles, points, strict=False)),
        "clauses": [
            {"title": words.issue(place), "text": words.choice(place, choice)}
            for place, choice in enumerate(choices)
        ],
    }


def _trade(words: SpaceWords, found: Possible, index: int, trade: Trade) -> Data:
    """Return a trade in words, with what it would have brought those who sign, and all others."""
    space, count = found.space, len(found.columns)
    chosen = list(space.choices_of(index))
    changes = [
        {
            "title": words.issue(place),
            "played": words.choice(place, chosen[place]),
            "instead": words.choice(place, choice),
        }
        for place, choice in trade.changes
    ]
    for place, choice in trade.changes:
        chosen[place] = choice
    gains = space.points_of(space.index_of(chosen)) - space.points_of(index)
    by_role = dict(zip(space.roles, map(int, gains), strict=True))
    return {
        "changes": changes,
        "gains": {role: by_role[role] for role in space.roles[:count]},
        "others": {role: by_role[role] for role in space.roles[count:]},
    }


# What hangs on the weights ----------------------------------------------------------------------


def _flips(match: Match, roles: list[int]) -> list[Data]:
    """Return the weights of which a fifth more or less turns a role's judgment of what came into force."""
    public = match.tables.public
    main = next(number for number, one in enumerate(public.instruments) if one.main)
    if match.state.texts[main].status not in IN_FORCE:
        return []
    signed, stood = facts_signed(public, match.state), facts_of(public, match.state)

    def is_better(own: RoleTables) -> bool:
        return worth(public, own, signed).middle > walkaway(own, stood)

    return [
        {
            "role": match.roles[role],
            "issue": public.issues[variant.issue].id if variant.issue >= 0 else None,
            "title": match.opened.scenario.issues[public.issues[variant.issue].id].title
            if variant.issue >= 0
            else None,
            "percent": variant.percent,
        }
        for role in roles
        for variant in variants(public, match.tables.roles[role])
        if is_better(match.tables.roles[role]) != is_better(variant.own)
    ]


# The dance --------------------------------------------------------------------------------------


def _dance(match: Match, wording: Wording, roles: list[int]) -> list[Data]:
    """Return every package asked for, in order, with what it gave each side on the issues it named."""
    found = [
        (proposal.sitting, number, proposal)
        for number, one in enumerate(match.state.texts)
        for proposal in one.proposals
        if proposal.package
    ]
    return [
        {
            "sitting": wording.sitting(sitting),
            "instrument": match.tables.public.instruments[number].id,
            "number": proposal.number,
            "role": match.roles[proposal.role],
            "text": wording.package(proposal.package),
            "points": {match.roles[role]: _named(match.tables, role, proposal) for role in roles},
            "status": proposal.status,
        }
        for sitting, number, proposal in sorted(found, key=lambda item: (item[0], item[1], item[2].number))
    ]


def _named(tables: Tables, role: int, proposal: Proposal) -> int:
    own = tables.roles[role]
    return sum(own.middles[issue][clause.value] for issue, clause in proposal.package)
