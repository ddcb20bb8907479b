"""A game beside history: each clause as played and as documented, and the sittings of both courses.

Law of this file: it reads the debrief model and nothing else; what is put beside each other here is laid out
in two columns by a face that has room for them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from game.messages import text
from game.report.parts import Data


class Act(NamedTuple):
    """An act of either course, and what belongs to it; `leaves`: there play first left the documented one."""

    words: str
    below: tuple[str, ...] = ()
    leaves: bool = False


class Compared(NamedTuple):
    """One clause in both courses. `asked`: what is to be known of it, and what each side asked before.

    `sources`: of the clause and of what could be agreed, each with how sure it is.
    """

    issue: str
    title: str
    agrees: bool
    played: str
    documented: str
    played_wording: str
    documented_wording: str
    asked: tuple[Act, ...]
    sources: tuple[str, ...]


class Sitting(NamedTuple):
    """A sitting in both courses. `leaves`: at it play first left the documented one."""

    title: str
    where: str
    played: tuple[Act, ...]
    documented: tuple[Act, ...]
    leaves: bool


def _say(code: str, **values: object) -> str:
    return text(f"debrief/{code}", **values)


def compared(debrief: Data) -> tuple[Compared, ...]:
    """Return every clause there is a record of; none where there is no record."""
    found = debrief["against_history"]
    return () if found is None else tuple(_compared(debrief, clause) for clause in found["clauses"])


def _compared(debrief: Data, clause: Data) -> Compared:
    played, documented = clause["played"], clause["documented"]
    asked = [Act(clause["note"])] if clause["note"] else []
    asked += [_position(debrief, position) for position in clause["positions"]]
    return Compared(
        clause["issue"],
        clause["title"],
        clause["agrees"],
        played["summary"] if played else "",
        documented["summary"],
        played["wording"] if played else "",
        documented["wording"],
        tuple(asked),
        tuple(cites_in_words(debrief, [*clause["sources"], *clause["terms"]])),
    )


def _position(debrief: Data, position: Data) -> Act:
    values = {"role": position["role_name"], "sitting": position["sitting_title"], "note": position["note"]}
    said = _say("position", sources="", **values).rstrip()
    return Act(said, tuple(cites_in_words(debrief, position["sources"])))


def cites_in_words(debrief: Data, sources: Sequence[Data]) -> Iterator[str]:
    """Yield each citation once: the source's title, the place in it, and how sure it is."""
    said: set[str] = set()
    for cite in sources:
        source = debrief["bibliography"].get(cite["key"], {"title": cite["key"]})
        words = _say(
            "cite_at" if cite.get("at") else "cite",
            title=source["title"],
            at=cite.get("at"),
            sure=_say(f"confidence_{cite['confidence']}"),
        )
        if words not in said:
            said.add(words)
            yield words


def course(debrief: Data) -> tuple[Sitting, ...]:
    """Return the sittings of both courses in order."""
    left = debrief["first_divergence"]
    return tuple(_sitting(debrief, sitting, left) for sitting in debrief["timeline"])


def _sitting(debrief: Data, sitting: Data, left: Data | None) -> Sitting:
    here = left if left is not None and left["sitting"] == sitting["sitting"] else None
    return Sitting(
        sitting["title"],
        f"{sitting['place']}, {sitting['hour']}",
        tuple(_played(act, here) for act in sitting["played"]),
        tuple(_documented(debrief, act, here) for act in sitting["documented"]),
        here is not None,
    )


def _played(act: Data, left: Data | None) -> Act:
    instead = left["played"] if left else None
    return Act(act["text"], tuple(act["reasons"]), instead is not None and instead["seq"] == act["seq"])


def _documented(debrief: Data, act: Data, left: Data | None) -> Act:
    wanted = left["documented"] if left else None
    leaves = wanted is not None and (wanted["role"], wanted["text"]) == (act["role"], act["text"])
    return Act(act["text"], tuple(cites_in_words(debrief, act["sources"])), leaves)
