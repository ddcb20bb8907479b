"""Sections on what was instructed, promised and meant, and on what was done away from the table."""

from collections.abc import Sequence

from game.messages import text
from game.report.parts import Data, Point, Section, cited


def fidelity(debrief: Data) -> Section:
    """Return how each delegate's signatures lay to the instructions it had."""
    points = [
        Point(
            text(
                "debrief/fidelity_text" if one["in_force"] else "debrief/fidelity_void",
                role=debrief["role_names"][role],
                text=one["text"],
            ),
            tuple(_judged(one)),
        )
        for role, found in debrief["fidelity"].items()
        if found
        for one in found["texts"]
    ]
    return Section(
        text("debrief/fidelity"), (text("debrief/fidelity_note"),) if points else (), tuple(points)
    )


def _judged(one: Data) -> list[str]:
    return [
        text(f"debrief/fidelity_{kind}", issues=_titles(one[kind]))
        for kind in ("inside", "outside", "late")
        if one[kind]
    ]


def _titles(issues: Sequence[Data]) -> str:
    return ", ".join(issue["title"] for issue in issues)


def ratifications(debrief: Data) -> Section:
    """Return who confirmed what was signed, and who did not."""
    points = []
    for one in debrief["ratifications"]:
        details = [
            text(f"debrief/{kind}", roles=", ".join(debrief["role_names"][role] for role in one[kind]))
            for kind in ("ratified_by", "withheld_by")
            if one[kind]
        ]
        points.append(Point(one["text"], tuple(details)))
    return Section(text("debrief/ratifications"), (), tuple(points))


def definitions(debrief: Data) -> Section:
    """Return what was defined by agreement, and which definitions were refused."""
    points = []
    for one in debrief["definitions"]:
        values = {"title": one["title"], "meaning": one["meaning"]}
        if one["refused_by"] is None:
            points.append(Point(text("debrief/defined", **values)))
        else:
            points.append(
                Point(text("debrief/refused", role=debrief["role_names"][one["refused_by"]], **values))
            )
    return Section(text("debrief/definitions"), (), tuple(points))


def meanings(debrief: Data) -> Section:
    """Return how words were heard and noted, beside what they came to mean."""
    points = [
        Point(
            text(
                f"debrief/{kind}",
                role=debrief["role_names"][one["role"]],
                title=one["title"],
                words=one["words"],
            ),
            tuple(_meant(one)),
        )
        for kind, found in (("heard", debrief["hearings"]), ("noted", debrief["notes"]))
        for one in found
    ]
    return Section(text("debrief/meanings"), (), tuple(points))


def _meant(one: Data) -> list[str]:
    taken = text("debrief/taken", meaning=one["meaning"])
    if "sure" in one:
        taken = text("debrief/taken_sure", meaning=one["meaning"], sure=one["sure"])
    if one["prevailed"] is None:
        return [taken, text("debrief/nothing_prevailed")]
    if one["prevailed"] == one["reading"]:
        return [taken, text("debrief/so_it_came")]
    return [taken, text("debrief/otherwise", meaning=one["prevailed_meaning"])]


def pledges(debrief: Data) -> Section:
    """Return the threats and promises, and what became of them."""
    points = tuple(
        Point(
            text("debrief/pledge", text=one["text"], sitting=one["sitting_title"]),
            (text(f"debrief/pledge_{one['state']}"),),
        )
        for one in debrief["pledges"]
    )
    return Section(text("debrief/pledges"), (), points)


def conflicts(debrief: Data) -> Section:
    """Return the promises that contradicted each other, and which clause gave way."""
    points = []
    for one in debrief["conflicts"]:
        names = debrief["role_names"]
        line = text("debrief/conflict", promiser=names[one["promiser"]], injured=names[one["injured"]])
        details = [one["because"]]
        if one["gave_way"]:
            gave = one["gave_way"]
            details.append(text("debrief/gave_way", title=gave["title"], text=gave["text"]))
        points.append(Point(line, tuple(details)))
    return Section(text("debrief/conflicts"), (), tuple(points))


def forks(debrief: Data) -> Section:
    """Return the decisions taken away from the table, beside the documented ones."""
    points = []
    for one in debrief["forks"]:
        line = text("debrief/fork", role=debrief["role_names"][one["role"]], name=one["name"])
        details = [text("debrief/played", text=one["text"] or text("debrief/nothing"))]
        if one["documented"] is not None and one["documented"] == one["choice"]:
            details.append(text("debrief/as_it_was", sources=cited(one["sources"])))
        elif one["documented"] is not None:
            said = text("debrief/documented_act", text=one["documented_text"], sources=cited(one["sources"]))
            details.append(said)
        points.append(Point(line, tuple(detail.rstrip() for detail in details)))
    return Section(text("debrief/forks"), (), tuple(points))


def costs(debrief: Data) -> Section:
    """Return what others paid."""
    points = tuple(
        Point(
            text("debrief/cost", name=one["name"], value=one["value"], unit=one["unit"], start=one["start"]),
            (f"{one['meaning']} {cited(one['sources'])}".rstrip(),),
        )
        for one in debrief["costs"]
    )
    return Section(text("debrief/costs"), (text("debrief/costs_note"),) if points else (), points)


def unseen(debrief: Data) -> Section:
    """Return what was decided and written unseen, sitting by sitting, and who came to notice it."""
    points: list[Point] = []
    for one in debrief["unseen"]:
        line = _noticed(debrief, one)
        if points and points[-1].line == one["sitting_title"]:
            points[-1] = Point(points[-1].line, (*points[-1].details, line))
        else:
            points.append(Point(one["sitting_title"], (line,)))
    return Section(text("debrief/unseen"), (text("debrief/unseen_note"),) if points else (), tuple(points))


def _noticed(debrief: Data, one: Data) -> str:
    roles = ", ".join(debrief["role_names"][role] for role in one["noticed_by"])
    if roles:
        return text("debrief/unseen_noticed", text=one["text"], roles=roles)
    return text("debrief/unseen_act", text=one["text"])
