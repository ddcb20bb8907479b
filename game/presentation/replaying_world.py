"""What one seat could not see of how things stood: cards and instructions of others, texts, tracks, letters.

Law of this file: it tells what was, and is asked only of a match that is over.
"""

from typing import Any

from game.engine.acts import Package
from game.engine.state import State
from game.messages import text
from game.presentation.authority import grants_lines
from game.presentation.mandates import signed_issues
from game.presentation.wording import Wording
from game.session.match import Match

Data = dict[str, Any]


def hands(match: Match, wording: Wording, role: int) -> list[Data]:
    """Return what each other seat held when the match began: cards, and instructions not given by `role`."""
    cards = match.opened.scenario.cards.values()
    return [
        {
            "role": match.roles[own.role],
            "cards": [card.name for card in cards if card.role == match.roles[own.role]],
            "instructions": [
                {
                    "issue": wording.public.issues[issue].id,
                    "title": wording.issue(issue),
                    "lines": grants_lines(wording, issue, enumerate(own.mandate[issue])),
                }
                for issue in (signed_issues(wording, own.role) if own.principal not in (-1, role) else ())
            ],
        }
        for own in match.tables.roles
        if own.role != role
    ]


def how_it_stood(w: Wording, state: State, role: int) -> Data:
    """Return how things stood that a seat did not see."""
    return {
        "tracks": _tracks(w, state, role),
        "texts": _texts(w, state, role),
        "letters": _letters(w, state, role),
    }


def _tracks(w: Wording, state: State, role: int) -> list[Data]:
    return [
        {"track": key, "name": track.name, "value": value, "max": track.max}
        for (key, track), table, value in zip(
            w.scenario.tracks.items(), w.public.tracks, state.tracks, strict=True
        )
        if not table.seen_by >> role & 1
    ]


def _texts(w: Wording, state: State, role: int) -> list[Data]:
    """Return texts of which something is initialled, and as of when the seat knew them, if it did."""
    found = []
    for number, table in enumerate(w.public.instruments):
        clauses = _negotiated(w, state, number)
        if table.members >> role & 1 or not clauses:
            continue
        known = state.seats[role].known[number]
        found.append(
            {
                "instrument": table.id,
                "title": w.instrument(number),
                "clauses": w.package(clauses),
                "known": None if known is None else w.hour(known.minute),
                "up_to_date": known is not None and known.clauses == clauses,
            }
        )
    return found


def _negotiated(w: Wording, state: State, number: int) -> Package:
    shown = state.texts[number]
    return tuple(
        (issue, clause)
        for issue in sorted(w.public.instruments[number].issues)
        if (clause := shown.clauses[issue]) is not None and w.public.issues[issue].fixed is None
    )


def _letters(w: Wording, state: State, role: int) -> list[Data]:
    """Return the letters of others on their way, and when they will be there."""
    return [
        {
            "role": w.public.roles[letter.sender],
            "to": w.public.roles[letter.addressee],
            "text": text(
                "replay/really_letter",
                role=w.role(letter.sender),
                to=w.role(letter.addressee),
                hour=w.hour(due),
            ),
        }
        for due, letter in state.world.transit
        if letter.sender != role
    ]
