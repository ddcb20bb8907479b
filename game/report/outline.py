"""The order and the words of a debrief, before it is laid out.

Law of this file: it reads the debrief model and nothing else, so every format says the same.
"""

from collections.abc import Callable, Sequence

from game.messages import text
from game.report import outline_possible as possible
from game.report import outline_words as words
from game.report.parts import Chapter, Data, Point, Section, cited
from game.scenario.cuts import FULL_CUT

__all__ = ["Chapter", "Point", "Section", "chapters", "cited", "outline"]


def outline(debrief: Data) -> list[Section]:
    """Return the sections of a debrief that have something to say."""
    return [_ending(debrief), *[section for chapter in chapters(debrief) for section in chapter.sections]]


def chapters(debrief: Data) -> list[Chapter]:
    """Return all but the ending of a debrief in chapters that have something to say."""
    found = []
    for code, makers in _chapters().items():
        sections = [section for make in makers if _says_something(section := make(debrief))]
        if sections:
            found.append(Chapter(_say(f"chapter_{code}"), tuple(sections), code))
    return found


def _says_something(section: Section) -> bool:
    return bool(section.paragraphs or section.points)


def _chapters() -> dict[str, tuple[Callable[[Data], Section], ...]]:
    return {
        "history": (_against_history, _divergence),
        "fate": (
            words.fidelity,
            words.ratifications,
            words.conflicts,
            _readings,
            words.definitions,
            words.meanings,
            words.pledges,
            _no_agreement,
            _silent,
        ),
        "aims": (_aims,),
        "possible": (possible.ending, possible.trades, possible.theories, possible.weights, possible.dance),
        "choices": (_levers, words.forks, _world),
        "others": (words.costs, _affected),
        "knew": (words.unseen,),
        "timeline": (_timeline,),
        "changes": (_changes,),
        "afterwards": (_afterwards,),
        "reflection": (_reflection,),
        "sources": (_sources,),
    }


def _say(code: str, **values: object) -> str:
    return text(f"debrief/{code}", **values)


def glance(debrief: Data, role: str) -> Section:
    """Return one page for whoever played `role`: how it ended beside what happened, what it was worth."""
    status = _say(f"status_{debrief['status']}")
    points = debrief["points"][role]
    lines = [status, *_why_unsigned(debrief)]
    if points is not None:
        lines.append(_say("glance_points", points=points, walkaway=debrief["walkaway"][role]))
        states = [aim["state"] for aim in debrief["aims"][role]]
        counts = {state: states.count(state) for state in ("met", "partly", "not")}
        lines.append(_say("glance_aims", met=counts["met"], partly=counts["partly"], missed=counts["not"]))
    history = debrief["against_history"]
    if history is None:
        return Section(_say("glance"), tuple(lines))
    lines.append(_say("matched", matched=history["matched"], total=history["total"]))
    left = debrief["first_divergence"]
    if left is not None:
        lines.append(_say("glance_left", sitting=left["sitting_title"]))
    return Section(_say("glance"), tuple(lines), tuple(_clause_in_short(one) for one in history["clauses"]))


def _why_unsigned(debrief: Data) -> list[str]:
    """Return who would not sign, or ratify, what lay open to be, a line each, and why."""
    lines = []
    for kind in ("unsigned", "unratified"):
        by_role: dict[str, list[Data]] = {}
        for one in debrief[kind]:
            by_role.setdefault(one["role"], []).append(one)
        for role, found in by_role.items():
            texts = ", ".join(one["text"] for one in found)
            why = " ".join(found[0]["reasons"])
            lines.append(_say(f"not_{kind}", role=debrief["role_names"][role], texts=texts, why=why).rstrip())
    return lines


def _clause_in_short(clause: Data) -> Point:
    played = clause["played"]["summary"].rstrip(".") if clause["played"] else _say("nothing")
    if clause["agrees"]:
        return Point(_say("glance_same", title=clause["title"], played=played))
    documented = clause["documented"]["summary"].rstrip(".")
    return Point(_say("glance_other", title=clause["title"], played=played, documented=documented))


def _ending(debrief: Data) -> Section:
    seats = ", ".join(f"{role}: {player}" for role, player in debrief["seats"].items())
    lines = [_say(f"status_{debrief['status']}")]
    if debrief["closing"]:
        lines.append(debrief["closing"])
    lines.append(_say("made", seed=debrief["seed"], seats=seats, acts=debrief["acts"]))
    if debrief["cut"] != FULL_CUT:
        lines.append(_say("cut", cut=debrief["cut"]))
    people = [
        _say("people", role=debrief["role_names"][role], names=", ".join(names))
        for role, names in debrief["people"].items()
    ]
    lines += people
    return Section(debrief["title"], tuple(lines))


def _against_history(debrief: Data) -> Section:
    found = debrief["against_history"]
    if found is None:
        return Section("")
    summary = _say("matched", matched=found["matched"], total=found["total"])
    points = tuple(_clause(clause) for clause in found["clauses"])
    points += tuple(
        Point(_say("not_negotiated", title=one["title"], text=one["text"])) for one in found["not_negotiated"]
    )
    whole = [*found["sources"].values(), *found["texts"].values()]
    texts = _say("texts", sources=" ".join(cited(sources) for sources in whole if sources))
    return Section(_say("against_history"), (summary, _say("no_grade")), (*points, Point(texts)))


def _clause(clause: Data) -> Point:
    code = "same" if clause["agrees"] else "other"
    played, documented = clause["played"], clause["documented"]
    details = [_say("played", text=played["summary"] if played else _say("nothing"))]
    if played:
        details.append(_say("reads", text=played["wording"]))
    if not clause["agrees"]:
        details.append(_say("documented", text=documented["summary"]))
        details.append(_say("reads", text=documented["wording"]))
    if clause["note"]:
        details.append(clause["note"])
    details += [
        _say(
            "position",
            role=position["role_name"],
            sitting=position["sitting_title"],
            note=position["note"],
            sources=cited(position["sources"]),
        )
        for position in clause["positions"]
    ]
    details.append(_say("sources", sources=cited(clause["sources"])))
    if clause["terms"]:
        details.append(_say("terms", sources=cited(clause["terms"])))
    return Point(_say(code, title=clause["title"]), tuple(details))


def _divergence(debrief: Data) -> Section:
    found = debrief["first_divergence"]
    if debrief["against_history"] is None or debrief["status"] == "running":
        return Section("")
    if found is None:
        return Section(_say("divergence"), (_say("no_divergence"),))
    nothing = _say("nothing")
    documented = found["documented"]["text"] if found["documented"] else nothing
    played = found["played"]["text"] if found["played"] else nothing
    return Section(
        _say("divergence"),
        (
            _say("diverged", sitting=found["sitting_title"], step=_say(f"step_{found['step']}")),
            _say("documented_act", text=documented, sources=cited(found["sources"])),
            _say("played_act", text=played),
        ),
    )


def _readings(debrief: Data) -> Section:
    points = tuple(Point(f"{r['title']}: {r['meaning']}", (r["because"],)) for r in debrief["readings"])
    return Section(_say("readings"), (), points)


def _no_agreement(debrief: Data) -> Section:
    points = tuple(Point(f"{item['title']}: {item['text']}") for item in debrief["no_agreement"])
    return Section(_say("no_agreement"), (), points)


def _silent(debrief: Data) -> Section:
    points = tuple(Point(f"{item['title']}: {item['text']}") for item in debrief["silent"])
    return Section(_say("silent"), (), points)


def _aims(debrief: Data) -> Section:
    points = tuple(
        Point(
            _say(
                "worth",
                role=debrief["role_names"][role],
                points=debrief["points"][role],
                walkaway=debrief["walkaway"][role],
            ),
            _stakes(debrief, role, aims),
        )
        for role, aims in debrief["aims"].items()
        if debrief["points"][role] is not None
    )
    return Section(_say("aims"), (_say("weights"),), points)


def _stakes(debrief: Data, role: str, aims: Sequence[Data]) -> tuple[str, ...]:
    stakes = debrief["stakes"].get(role)
    cites = stakes["aims"] if stakes else [()] * len(aims)
    lines = [
        _say(f"aim_{aim['state']}", aim=aim["text"], sources=cited(cite))
        for aim, cite in zip(aims, cites, strict=True)
    ]
    if stakes:
        lines.append(_say("line", text=stakes["text"], sources=cited(stakes["sources"])))
        lines += [
            _say("moved", points=f"{item['points']:+d}", because=item["because"])
            for item in (*stakes["moves"], *stakes["linkages"])
            if item["applies"]
        ]
    return tuple(line.rstrip() for line in lines)


def _levers(debrief: Data) -> Section:
    points = tuple(
        Point(
            _say(
                "lever_played" if card["played"] else "lever_held",
                name=card["name"],
                role=debrief["role_names"][card["role"]],
            ),
            (f"{card['use']} {cited(card['sources'])}",),
        )
        for card in debrief["levers"]
    )
    return Section(_say("levers"), (), points)


def _world(debrief: Data) -> Section:
    points = tuple(
        Point(
            f"{event['name']}: {event['text']}",
            (
                _say(
                    "as_it_was" if event["outcome"] == event["documented"] else "not_as_it_was",
                    sources=cited(event["sources"]),
                ),
            ),
        )
        for event in debrief["world"]
    )
    return Section(_say("world"), (), points)


def _affected(debrief: Data) -> Section:
    points = tuple(
        Point(f"{party['name']}: {party['stake']} {cited(party['sources'])}") for party in debrief["affected"]
    )
    return Section(_say("affected"), (), points)


def _timeline(debrief: Data) -> Section:
    points = []
    for sitting in debrief["timeline"]:
        head = (
            f"{sitting['title']}. {sitting['place']}, {sitting['hour']} {cited(sitting['sources'])}".rstrip()
        )
        details = [_played(act) for act in sitting["played"]]
        details += [_documented(act) for act in sitting["documented"]]
        points.append(Point(head, tuple(details)))
    return Section(_say("timeline"), (_say("clock", clock=debrief["clock"]),), tuple(points))


def _played(act: Data) -> str:
    said = _say("played_act", text=act["text"])
    return f"{said} {_say('why', reasons=' '.join(act['reasons']))}" if act["reasons"] else said


def _documented(act: Data) -> str:
    modelled = all(cite["confidence"] == "modelled" for cite in act["sources"])
    code = "modelled_act" if modelled else "documented_act"
    return _say(code, text=act["text"], sources=cited(act["sources"]))


def _changes(debrief: Data) -> Section:
    names = debrief["role_names"]
    points = []
    for item in debrief["what_changed"]:
        seen_by = ", ".join(names[role] for role in item["seen_by"])
        if seen_by:
            points.append(Point(_say("change", text=item["text"], seen_by=seen_by)))
        else:
            points.append(Point(_say("change_unseen", text=item["text"])))
    return Section(_say("changes"), (), tuple(points))


def _afterwards(debrief: Data) -> Section:
    points = tuple(
        Point(f"{item['at']}: {item['text']} {cited(item['sources'])}") for item in debrief["afterwards"]
    )
    return Section(_say("afterwards"), (), points)


def _reflection(debrief: Data) -> Section:
    return Section(_say("reflection"), (), tuple(map(Point, debrief["reflection"])))


def _sources(debrief: Data) -> Section:
    points = []
    for key, source in debrief["bibliography"].items():
        details = tuple(source[field] for field in ("note", "link") if field in source)
        points.append(Point(f"{key}: {source['title']}", details))
    return Section(_say("bibliography"), (_say("licence", licence=debrief["licence"]),), tuple(points))
