"""What one role wants, holds and may sign, from a checked scenario."""

from collections.abc import Iterable, Mapping, Sequence

from game.scenario.base import Id, Whole
from game.scenario.levers import Dispatch
from game.scenario.mandates import Authority, Mandate, OnlyIf
from game.scenario.numbering import Numbering, clause_of, values_of
from game.scenario.predicates import AnyOf, issues_in
from game.scenario.preferences import Linkage, Points, WalkAwayMove
from game.scenario.signing import ratifier_of
from game.scenario.tables import (
    Grant,
    Grants,
    LinkageTable,
    OwnCard,
    OwnChannel,
    OwnDispatch,
    OwnFork,
    OwnPrice,
    OwnRatification,
    RoleTables,
)
from game.scenario.texts import Issue


def role_tables(n: Numbering, name: str) -> RoleTables:
    """Return what the role `name` alone knows."""
    role = n.scenario.roles[name]
    at = ("roles", name)
    issues = n.scenario.issues
    silent = (role.points.get(i, {}).get("silent", 0) for i in issues)
    line = role.walkaway
    points = tuple(_points(issues[i], role.points[i]) if role.points else _nothing(issues[i]) for i in issues)
    return RoleTables(
        role=n.roles[name],
        points=points,
        middles=tuple(tuple((min(p) + max(p)) // 2 for p in by_value) for by_value in points),
        silent=tuple(s for s in silent if isinstance(s, int)),
        linkages=_linkages(n, role.linkages, *at, "linkages"),
        walkaway=line.points if line else 0,
        moves=_linkages(n, line.moves if line else (), *at, "walkaway", "moves"),
        aims=tuple((n.test(a.met) or _never(), n.test(a.partly)) for a in role.aims),
        cards=_own_cards(n, name),
        channels=tuple(
            OwnChannel(n.channels[c], n.roles[channel.addressee])
            for c, channel in n.scenario.channels.items()
            if channel.sender == name
        ),
        dispatches=tuple(
            _own_dispatch(n, number, dispatch)
            for number, dispatch in enumerate(n.scenario.dispatches.values())
            if n.scenario.channels[dispatch.channel].sender == name
        ),
        forks=_own_forks(n, name),
        principal=n.roles[role.principal] if role.principal else -1,
        mandate=mandate_of(n, role.mandate) if role.principal else (),
        delegates=tuple(
            (n.roles[other], mandate_of(n, delegate.mandate))
            for other, delegate in n.scenario.roles.items()
            if delegate.principal == name
        ),
        ratifications=tuple(
            OwnRatification(n.instruments[i], n.test(ratification.needs))
            for i, text in n.scenario.instruments.items()
            for party, ratification in text.ratification.items()
            if ratifier_of(n.scenario, i, party) == name
        ),
        widening=tuple(
            OwnPrice(n.test(effect.when), n.tracks[effect.track.id], effect.track.by)
            for effect in role.widening
            if effect.track is not None
        ),
    )


def _nothing(issue: Issue) -> tuple[tuple[int, ...], ...]:
    """Return the points of a role without a stake."""
    return ((0,),) * len(values_of(issue))


def _never() -> AnyOf:
    return AnyOf(())


def _points(issue: Issue, points: Points) -> tuple[tuple[int, ...], ...]:
    if issue.range is not None:
        return tuple((p,) for p in between(points, values_of(issue)))
    options = (issue.options or {}).items()
    return tuple(_of_option(points[name], option.readings) for name, option in options)


def _of_option(points: Whole | Mapping[Id, Whole], readings: Iterable[Id]) -> tuple[int, ...]:
    return (points,) if isinstance(points, int) else tuple(points[name] for name in readings)


def between(points: Points, values: tuple[str | int, ...]) -> tuple[int, ...]:
    """Return points for each number, on straight lines between those given, rounded down."""
    known = sorted((int(k), v) for k, v in points.items() if k != "silent" and isinstance(v, int))
    found = []
    for value in values:
        low = max(pair for pair in known if pair[0] <= int(value))
        high = min(pair for pair in known if pair[0] >= int(value))
        span = high[0] - low[0]
        rise = (high[1] - low[1]) * (int(value) - low[0])
        found.append(low[1] + (rise // span if span else 0))
    return tuple(found)


def _linkages(n: Numbering, given: Sequence[Linkage | WalkAwayMove], *at: str) -> tuple[LinkageTable, ...]:
    return tuple(
        LinkageTable(test, item.points, n.because(*at, number), issues_in(test))
        for number, item in enumerate(given)
        for test in (n.test(item.when) or _never(),)
    )


def _own_cards(n: Numbering, name: str) -> tuple[OwnCard, ...]:
    return tuple(
        OwnCard(
            n.cards[c],
            n.mask(n.sittings, card.sittings),
            n.test(card.when),
            n.test(card.worth_when),
            card.appeal,
        )
        for c, card in n.scenario.cards.items()
        if card.role == name
    )


def _own_dispatch(n: Numbering, number: int, dispatch: Dispatch) -> OwnDispatch:
    package = {n.issues[i]: clause_of(n.scenario, i, value) for i, value in dispatch.issues.items()}
    mandate = mandate_of(n, dispatch.mandate)
    ordered = sorted(n.issues[issue] for issue in dispatch.mandate)
    return OwnDispatch(
        dispatch=number,
        channel=n.channels[dispatch.channel],
        sittings=n.mask(n.sittings, dispatch.sittings),
        instrument=n.instruments[dispatch.instrument] if dispatch.instrument else -1,
        package=tuple(sorted(package.items())),
        orders=tuple((issue, mandate[issue]) for issue in ordered),
    )


def _own_forks(n: Numbering, name: str) -> tuple[OwnFork, ...]:
    return tuple(
        OwnFork(
            number,
            n.mask(n.sittings, fork.sittings),
            fork.step == "table",
            n.test(fork.when),
            tuple(choice.weight for choice in fork.choices.values()),
        )
        for number, fork in enumerate(n.scenario.forks.values())
        if fork.role == name
    )


LEVELS = ("may_sign", "ask_first", "never")


def mandate_of(n: Numbering, mandate: Mandate) -> tuple[Grants, ...]:
    """Return authority for every value of every issue; to ask first where nothing is said."""
    return tuple(_grants(n, name, mandate.get(name, {})) for name in n.scenario.issues)


def _grants(n: Numbering, name: str, given: Mapping[str, Authority]) -> Grants:
    issue = n.scenario.issues[name]
    if issue.fixed is not None:  # what is not negotiated needs nobody's leave
        return (Grant(LEVELS.index("may_sign")),) * len(values_of(issue))
    found = []
    now: Authority = "ask_first"
    for value in values_of(issue):
        now = given.get(str(value), now if issue.range is not None else "ask_first")
        found.append(_grant(n, now))
    return tuple(found)


def _grant(n: Numbering, authority: Authority) -> Grant:
    if not isinstance(authority, OnlyIf):
        return Grant(LEVELS.index(authority))
    needed: dict[int, int] = {}
    for test in map(n.clause_test, authority.only_if):
        needed[test.issue] = needed.get(test.issue, test.values) & test.values
    return Grant(0, tuple(sorted(needed.items())))
