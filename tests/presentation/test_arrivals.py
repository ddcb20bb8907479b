"""What has come since one's last decision is counted, one's own doings left out."""

import pytest

from game.engine import events as ev
from game.engine.events import Entry
from game.presentation.reading.arrivals import arrivals_line
from game.session.journal import Happening

ME, OTHER = 0, 1


def happening(event: ev.Event) -> Happening:
    return Happening(1, "", OTHER, 3, Entry(event, 3), {}, 0)


SAID = ev.Said(OTHER, "probe", 0, "")
MINE = ev.Said(ME, "probe", 0, "")
REFUSED = ev.ProposalsRejected(0, (1,), OTHER)


@pytest.mark.parametrize(
    ("events", "minutes", "said"),
    [
        ([], 90, ""),
        ([MINE], 90, ""),
        ([SAID], 20, "Since your last decision: something said."),
        (
            [SAID, MINE, SAID, REFUSED],
            59,
            "Since your last decision: an answer to a proposal; 2 things said.",
        ),
        ([REFUSED], 60, "Since your last decision, 1 hour: an answer to a proposal."),
        ([REFUSED], 24 * 60, "Since your last decision, 1 day: an answer to a proposal."),
        ([REFUSED], 49 * 60 + 5, "Since your last decision, 2 days and 1 hour: an answer to a proposal."),
    ],
)
def test_what_has_come_is_counted(events: list[ev.Event], minutes: int, said: str) -> None:
    """Kinds in a fixed order, one or many, with days and hours where it took that long."""
    assert arrivals_line([happening(event) for event in events], ME, minutes) == said
