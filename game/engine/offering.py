"""What a template is, what it is worked out from, and the pieces several steps share.

Law of this file: as in `templates`: nothing here looks past the seat's view.
"""

from typing import NamedTuple

from game.engine.acts import NOTE_LIMIT
from game.engine.facts import Facts, holds
from game.engine.observe import View
from game.engine.state import Text
from game.scenario.indices import CONCEPTS, Concept, Mask
from game.scenario.predicates import Test
from game.scenario.tables import InstrumentTable, OwnDispatch, PublicTables, RoleTables, SittingTable


class Template(NamedTuple):
    """One kind of act with what may go into it.

    `options`: issue and mask of values for a package, of readings to define, hear or note, or of words to
    speak. `needs`: issues of which a package must name one. `targets`: proposal numbers. `choices`: cards,
    forks, channels, instruments or issues to choose from; `ways`: of each fork, how many. `forms`, `secrecy`,
    `standing`, `pledges`: whether these may be used yet.
    """

    kind: str
    instrument: int = -1
    options: tuple[tuple[int, Mask], ...] = ()
    needs: Mask = 0
    targets: tuple[int, ...] = ()
    choices: tuple[int, ...] = ()
    dispatches: tuple[OwnDispatch, ...] = ()
    ways: tuple[int, ...] = ()
    says: bool = False
    probes: bool = False
    pledges: bool = True
    forms: bool = True
    secrecy: bool = True
    standing: bool = True


class Knowledge(NamedTuple):
    """All that legality may depend on: the public rules, one's own cards and channels, one's view."""

    public: PublicTables
    own: RoleTables
    view: View


def sitting_of(known: Knowledge) -> SittingTable:
    """Return the sitting the calendar stands at."""
    return known.public.sittings[known.view.clock.sitting]


def may_use(sitting: SittingTable, concept: Concept) -> bool:
    """Return whether a scenario has introduced a concept by this sitting."""
    return bool(sitting.concepts >> CONCEPTS.index(concept) & 1)


def if_holds(when: Test | None, facts: Facts | None) -> bool:
    """Return whether a condition holds; where there is none, it does."""
    return when is None or (facts is not None and holds(when, facts))


def options_of(public: PublicTables, text: Text, number: int) -> tuple[tuple[int, Mask], ...]:
    """Return the values open on each issue of a text."""
    return tuple([(issue, text.available[issue]) for issue in public.instruments[number].issues])


# What words are taken to mean -------------------------------------------------------------------


def meanings(known: Knowledge) -> tuple[Template, ...]:
    """Hearing and noting: free acts, each once for the words as they stand."""
    view = known.view
    hearings = [pair for number in range(len(view.texts)) for pair in _to_hear(known, number)]
    found = []
    if hearings:
        found.append(Template("hear", options=tuple(hearings)))
    if len(view.seat.notes) < NOTE_LIMIT and may_use(sitting_of(known), "notes"):
        notes = [pair for number in range(len(view.texts)) for pair in _to_note(known, number)]
        if notes:
            found.append(Template("note", options=tuple(notes)))
    return tuple(found)


def _to_hear(known: Knowledge, number: int) -> list[tuple[int, Mask]]:
    public, _, view = known
    text, table = view.texts[number], public.instruments[number]
    if text is None or table.hearer != view.role:
        return []
    heard = [(issue, value) for issue, value, _ in view.seat.heard]
    return [pair for pair in ambiguous(public, text, table) if (pair[0], _value(text, pair[0])) not in heard]


def _to_note(known: Knowledge, number: int) -> list[tuple[int, Mask]]:
    public, _, view = known
    text, table = view.texts[number], public.instruments[number]
    if text is None or not table.signers >> view.role & 1 or text.status not in ("running", "signed"):
        return []
    noted = [(issue, value) for issue, value, _, _ in view.seat.notes]
    return [
        pair
        for pair in ambiguous(public, text, table)
        if (pair[0], _value(text, pair[0])) not in noted and text.defined[pair[0]] < 0
    ]


def ambiguous(public: PublicTables, text: Text, table: InstrumentTable) -> list[tuple[int, Mask]]:
    """Return the negotiated clauses that can be read in several ways, with masks of their readings."""
    found = []
    for issue in table.issues:
        clause = text.clauses[issue]
        is_negotiated = public.issues[issue].fixed is None
        if clause is not None and is_negotiated and public.issues[issue].readings[clause.value]:
            readings = public.issues[issue].readings[clause.value]
            found.append((issue, sum(1 << reading for reading in readings)))
    return found


def _value(text: Text, issue: int) -> int:
    clause = text.clauses[issue]
    return -1 if clause is None else clause.value
