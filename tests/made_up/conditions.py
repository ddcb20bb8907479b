"""Conditions and effects of a made-up scenario, over all that has been named."""

from collections.abc import Callable

from tests.made_up.draft import BECAUSE, Data, Draft

Maker = Callable[[], Data]


def condition(d: Draft, depth: int = 1, role: str | None = None, *, readings: bool = False) -> Data:
    """Return a condition: of a role's own only on what it sees; on readings only where they may be asked."""
    kinds: list[Maker] = [lambda: clause_is(d), *_of_texts(d), *_seen(d, role)]
    if readings and any("readings" in option for _, option in d.options()):
        kinds.append(lambda: _meaning_is(d, "reading", list(d.issues)))
    if depth:
        kinds += [
            lambda: {"all": _several(d, depth, role, readings)},
            lambda: {"any": _several(d, depth, role, readings)},
            lambda: {"not": condition(d, depth - 1, role, readings=readings)},
        ]
    return d.one(kinds)()


def _several(d: Draft, depth: int, role: str | None, readings: bool) -> list[Data]:
    return [condition(d, depth - 1, role, readings=readings) for _ in range(d.pick(3))]


def _of_texts(d: Draft) -> list[Maker]:
    texts = list(d.texts)
    found: list[Maker] = [lambda: {d.one(("signed", "ratified", "repudiated")): d.one(texts)}]
    ambiguous = [issue for issue, option in d.options() if "readings" in option]
    if ambiguous:
        found.append(lambda: {"refused": {"issue": d.one(ambiguous), "role": d.one(d.actors)}})
    return found


def _seen(d: Draft, role: str | None) -> list[Maker]:
    """Return the kinds of condition on what only some see, as far as `role` sees it (None: all of it)."""
    tracks = [name for name, t in d.tracks.items() if _among(t["seen_by"], role)]
    events = [name for name, e in d.world.items() if _among(e["seen_by"], role)]
    cards = [name for name, card in d.cards.items() if _known(card, role)]
    forks = [name for name, fork in d.forks.items() if _known(fork, role)]
    heard = [
        issue
        for issue, option in d.options()
        if "readings" in option and (role is None or d.texts[d.text_of(issue)].get("hearer") == role)
    ]
    found: list[Maker] = []
    if tracks:
        found.append(lambda: _track_is(d, d.one(tracks)))
    if cards:
        found.append(lambda: {"card": d.one(cards)})
    if events:
        found.append(lambda: _chosen(d, "event", "outcome", d.one(events), d.world, "outcomes"))
    if forks:
        found.append(lambda: _chosen(d, "fork", "choice", d.one(forks), d.forks, "choices"))
    if heard:
        found.append(lambda: _meaning_is(d, "hearing", heard))
    return found


def _among(seen_by: object, role: str | None) -> bool:
    return role is None or seen_by == "all" or (isinstance(seen_by, list) and role in seen_by)


def _known(lever: Data, role: str | None) -> bool:
    return lever["role"] == role or _among(lever["noticed_by"], role)


def _chosen(d: Draft, kind: str, what: str, name: str, named: Data, ways: str) -> Data:
    return {kind: {"id": name, what: d.one(list(named[name][ways]))}}


def clause_is(d: Draft, issues: list[str] | None = None, *, plain: bool = False) -> Data:
    """Return a condition on a clause; a plain one without form or publicity."""
    name = d.one(list(d.issues) if issues is None else issues)
    clause: Data = {"issue": name}
    values = d.values(name)
    if "range" in d.issues[name]:
        clause[d.one(("at_least", "at_most"))] = d.one(values)
    elif d.maybe():
        clause["one_of"] = d.some(values, 1)
    else:
        clause["option"] = d.one(values)
    for kind, choices in () if plain else (("form", "forms"), ("publicity", "publicity")):
        if d.maybe(3):
            clause[kind] = d.one(d.issues[name][choices])
    return {"clause": clause}


def _track_is(d: Draft, name: str) -> Data:
    bound = d.number(d.tracks[name]["min"], d.tracks[name]["max"])
    return {"track": {"id": name, d.one(("at_least", "at_most")): bound}}


def _meaning_is(d: Draft, kind: str, issues: list[str]) -> Data:
    pairs = [(i, r) for i, option in d.options() if i in issues for r in option.get("readings", ())]
    issue, reading = d.one(pairs)
    return {kind: {"issue": issue, "reading": reading}}


# Effects ----------------------------------------------------------------------------------------


def effects(d: Draft, least: int = 0) -> list[Data]:
    """Return a few effects."""
    return [_effect(d) for _ in range(d.number(least, 2))]


def rare_effects(d: Draft) -> list[Data]:
    """Return an effect one time in three, for the many places that may have some."""
    return [_effect(d)] if d.maybe(3) else []


def _effect(d: Draft) -> Data:
    roles = list(d.roles)
    issues = list(d.issues)
    kinds: list[Maker] = [lambda: {"tell": {"to": d.some(roles, 1, 2), "text": "Know this."}}]
    if d.tracks:
        kinds.append(lambda: {"track": {"id": d.one(list(d.tracks)), "by": d.number(-4, 4)}})
    if d.costs:
        kinds.append(lambda: {"cost": {"id": d.one(list(d.costs)), "by": d.number(0, 4)}})
    named = [name for name, issue in d.issues.items() if "options" in issue]
    if named:
        kinds.append(lambda: {d.one(("closes", "opens")): _option(d, named)})
    kinds.append(lambda: {"discloses": {"issue": d.one(issues), "to": d.some(roles, 1, 2)}})
    kinds.append(lambda: {"publishes": d.one(list(d.texts))})
    effect = d.one(kinds)()
    effect |= {"when": condition(d)} if d.maybe(3) else {}
    return effect | {"because": BECAUSE}


def _option(d: Draft, named: list[str]) -> Data:
    issue = d.one(named)
    return {"issue": issue, "option": d.one(d.values(issue))}
