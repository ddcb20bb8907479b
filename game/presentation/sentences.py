"""One sentence for each event, as a seat that sees it would read it.

Law of this file: an event is worded from itself and the scenario; what a seat may read is settled by who sees
the event. Tellers of other rooms lie beside this file, one for each room of events.
"""

from collections.abc import Callable
from typing import Any

from game.engine import events as ev
from game.engine.events import EVENT_NAMES, Event
from game.messages import text
from game.presentation.sentences_desk import DESK_TELLERS
from game.presentation.sentences_ending import ENDING_TELLERS
from game.presentation.sentences_table import TABLE_TELLERS
from game.presentation.wording import Wording

Values = dict[str, object]
Teller = Callable[[Wording, Any], tuple[str, Values]]


def sentence(wording: Wording, event: Event) -> str | None:
    """Return the sentence of an event, or None if it needs none."""
    tell = _TELLERS.get(type(event))
    if tell is None:
        return None
    code, values = tell(wording, event)
    return text(f"event/{code}", **values)


def _sitting(w: Wording, event: ev.SittingOpened) -> tuple[str, Values]:
    sitting = w.scenario.calendar[event.sitting]
    values: Values = {"title": sitting.title, "place": sitting.place, "hour": w.hour(event.minute)}
    return "sitting_opened", values


def _broken_off(w: Wording, event: ev.TalksBrokenOff) -> tuple[str, Values]:
    return EVENT_NAMES[type(event)], {"role": w.role(event.role)}


def _closed(w: Wording, event: ev.TalksClosed) -> tuple[str, Values]:
    main = next(number for number, one in enumerate(w.public.instruments) if one.main)
    code = "talks_closed_signed" if event.status == "signed" else "talks_closed_unsigned"
    return code, {"text": w.instrument(main)}


def _ended(_w: Wording, event: ev.MatchEnded) -> tuple[str, Values]:
    return f"match_ended_{event.status}", {}


_TELLERS: dict[type[Any], Teller] = {
    ev.SittingOpened: _sitting,
    ev.TalksBrokenOff: _broken_off,
    ev.TalksClosed: _closed,
    ev.MatchEnded: _ended,
    **DESK_TELLERS,
    **TABLE_TELLERS,
    **ENDING_TELLERS,
}
