"""A match read again act by act: frames to step through, each with what is told of one act.

Law of this file: it cuts what `replaying` tells into pieces and adds nothing; no frame is empty. What was
seen then is told apart from what is revealed, so that a face can hide the one without losing the other.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from game.messages import text
from game.presentation.replaying_lines import NO_THOUGHT, hands_part, line_rows, sitting_heading, stood_rows
from game.presentation.rows import Row
from game.session.match import Match
from game.session.moments import moments

Data = Mapping[str, Any]


class Told(NamedTuple):
    """Something told. `kind`: heading, seen, hidden or thought; `below`: it belongs to what stands above."""

    kind: str
    words: str
    below: bool = False

    @property
    def was_seen(self) -> bool:
        """Whether the seat saw it then."""
        return self.kind == "seen"


class Frame(NamedTuple):
    """What is told of one act.

    `first` and `last`: its lines in the log. `sitting`: counted from 0, with its heading and the step's.
    """

    first: int
    last: int
    sitting: int
    heading: str
    step: str
    told: tuple[Told, ...]

    @property
    def was_seen(self) -> bool:
        """Whether the seat saw anything of it then."""
        return any(one.was_seen for one in self.told)


def frames(match: Match, data: Data) -> tuple[Frame, ...]:
    """Return the frames of a match read again: `data` is what `replay` returned of it."""
    spans = [(moment.items[0].seq, moment.items[-1].seq) for moment in moments(match)]
    firsts = [first for first, _ in spans]
    found: list[Frame] = []
    for number, sitting in enumerate(data["sittings"]):
        heading = sitting_heading(data, number)
        for step in sitting["steps"]:
            words = text(f"replay/step_{step['step']}")
            for line in step["lines"]:
                if line["code"] == NO_THOUGHT:
                    continue
                first, last = spans[bisect_right(firsts, line["seq"]) - 1]
                if not found or (found[-1].first, found[-1].sitting) != (first, number):
                    found.append(Frame(first, last, number, heading, words, ()))
                before = found[-1].told
                told = [one for one in _told(data, line) if not (_is_cause(one) and one in before)]
                found[-1] = found[-1]._replace(step=words, told=(*before, *told))
        _close(found, number, data, sitting)
    return _opened(found, data)


def _told(data: Data, line: Data) -> Iterator[Told]:
    first, *details = line_rows(data, line)
    yield Told(line["kind"], first.said)
    yield from (Told(line["kind"], row.said, below=True) for row in details)
    if line["behind"]:
        yield Told("hidden", line["behind"]["text"], below=True)


def _is_cause(one: Told) -> bool:
    """Return whether this may be a cause told already: what lies behind several lines is told once."""
    return one.kind == "hidden" and one.below


def _close(found: list[Frame], number: int, data: Data, sitting: Data) -> None:
    """Add to a sitting's last frame how things stood that the seat did not see."""
    rows = stood_rows(data, sitting["stood"]) if sitting["stood"] else []
    if rows and found and found[-1].sitting == number:
        heading = text("replay/really", role=data["role_name"])
        found[-1] = found[-1]._replace(told=(*found[-1].told, *_hidden(heading, rows)))


def _opened(found: list[Frame], data: Data) -> tuple[Frame, ...]:
    """Add to the first frame what the others held when it began."""
    heading, rows = hands_part(data) if data["hands"] else ("", [])
    if rows and found:
        found[0] = found[0]._replace(told=(*_hidden(heading, rows), *found[0].told))
    return tuple(found)


def _hidden(heading: str, rows: Iterable[Row]) -> Iterator[Told]:
    yield Told("heading", heading)
    yield from (Told("hidden", row.said, below=not row.lead.strip()) for row in rows)


def shown(found: Iterable[Frame], *, reveal: bool) -> tuple[Frame, ...]:
    """Return the frames, or, without what is revealed, what the seat saw of them then."""
    if reveal:
        return tuple(found)
    seen = (one._replace(told=tuple(t for t in one.told if t.was_seen)) for one in found if one.was_seen)
    return tuple(seen)
