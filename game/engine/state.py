"""The state of a match: plain frozen data, nested by who may see what.

Law of this file: a part of the state is seen whole or not at all. `Clock` and costs are everybody's, a `Text`
its members', a `Table` that of those who sat down to it, a track that of the roles its author names, a `Seat`
its role's alone, the `World` nobody's.
"""

from typing import Literal, NamedTuple, TypeVar

from game.engine.acts import Clause, Deed, Package
from game.engine.events import Asked, DrawDue, Letter, Status, Step, Verdict
from game.scenario.indices import Intent, Mask, Minute
from game.scenario.tables import Grants, PublicTables, Tables

T = TypeVar("T")

ProposalStatus = Literal["open", "initialled", "rejected", "withdrawn", "lapsed"]


class Clock(NamedTuple):
    """Where the calendar stands: everybody sees it.

    `done`: seats done with the step. `over`: the main text is signed, or can no longer be. `ratified`,
    `withheld`: by text, the roles that have ratified it, or will not.
    """

    sitting: int
    step: Step
    minute: Minute
    done: Mask
    broken_off_by: int
    status: Status
    ended: bool
    over: bool = False
    ratified: tuple[Mask, ...] = ()
    withheld: tuple[Mask, ...] = ()


class Proposal(NamedTuple):
    """A package on the table, or a definition. `number` counts from 1 within its text."""

    number: int
    role: int
    package: Package
    in_exchange_for: tuple[int, ...]
    standing: bool
    by_dispatch: bool
    sitting: int
    status: ProposalStatus
    assents: Mask
    issue: int = -1
    reading: int = -1


class Text(NamedTuple):
    """An instrument under negotiation: its members see it. Tuples run over all issues of the game.

    `sources`: the proposal each clause was initialled by (0: none). `defined`: the reading agreed for it.
    `refusals`: the roles that refused to define it. `reopened`: issues reopened without consent. `laid`:
    whether it lies open for signature; `answered`: who has answered to that.
    """

    clauses: tuple[Clause | None, ...]
    available: tuple[Mask, ...]
    proposals: tuple[Proposal, ...]
    signatures: Mask
    status: Status
    readings: tuple[int, ...]
    sources: tuple[int, ...]
    defined: tuple[int, ...]
    refusals: tuple[Mask, ...]
    reopened: Mask = 0
    laid: bool = False
    answered: Mask = 0


class Spoken(NamedTuple):
    """A sentence spoken at the table in progress."""

    role: int
    intent: Intent
    issue: int
    words: str
    turn: int


class Reopened(NamedTuple):
    """A clause just reopened: in which text, what was initialled with it, at which turn."""

    instrument: int
    companions: Mask
    turn: int
    role: int


class Table(NamedTuple):
    """A meeting, until the next sitting opens: `seats`, the roles that sat down to it, see it.

    `instrument`: the first text on it (-1: talk only); `texts`: all. `present`: who still speaks there.
    """

    instrument: int
    agenda: Mask
    seats: Mask
    present: Mask
    turn: int
    to: int
    minute: Minute
    acted: Mask
    added: Mask
    probed: Mask
    closed: bool
    said: tuple[Spoken, ...]
    texts: Mask = 0
    meeting: int = 0
    reopened: Reopened | None = None


class Pledge(NamedTuple):
    """A threat or a promise somebody heard: see `events.Pledged`. `hearers`: who else was in the room."""

    role: int
    sitting: int
    meeting: int
    number: int
    intent: Intent
    issue: int
    value: int
    deed: Deed
    clause: Package
    card: int
    verdict: Verdict


class Known(NamedTuple):
    """What a seat knows of a text it does not see: clauses, what was asked, as of when.

    `firm`: signed, published or disclosed; otherwise as the minutes said.
    """

    clauses: Package
    asked: tuple[Asked, ...]
    minute: Minute
    firm: bool


class Judged(NamedTuple):
    """How a text a delegate signed lay to the instructions in force: the issues outside them."""

    instrument: int
    outside: Mask


class Seat(NamedTuple):
    """What one role alone knows: what it has sealed, sent, received, been told, noticed, noted.

    `cards`, `outcomes`, `forks`: levers and events it knows of. `heard`: (issue, value, reading) of words,
    latest last. `notes`: (issue, value, reading, sure). `mandate`: a delegate's authority in force, and
    `ordered`, when each issue's governing instruction was sent. `known`: by text. `laid`: texts laid before
    it to ratify. `learned`: conflicts it knows of.
    """

    sealed_card: int
    sealed_letter: Letter | None
    outbox: tuple[Letter, ...]
    inbox: tuple[tuple[Letter, Minute], ...]
    told: tuple[int, ...]
    cards: Mask
    outcomes: tuple[int, ...]
    forks: tuple[int, ...]
    known: tuple[Known | None, ...]
    mandate: tuple[Grants, ...]
    ordered: tuple[Minute, ...]
    sealed_orders: Letter | None = None
    sealed_question: Letter | None = None
    sealed_forks: tuple[tuple[int, int], ...] = ()
    heard: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[tuple[int, int, int, int], ...] = ()
    pledges: tuple[Pledge, ...] = ()
    judged: tuple[Judged, ...] = ()
    laid: Mask = 0
    learned: Mask = 0


class World(NamedTuple):
    """What no seat sees. `outcomes`: -1 not yet, -2 passed by. `drawing`: what chance is to draw.

    `late`: (role, instrument, issues) of instructions on their way when their delegate signed.
    """

    cards: Mask
    outcomes: tuple[int, ...]
    posting: Letter | None
    transit: tuple[tuple[Minute, Letter], ...]
    to_table: tuple[Letter, ...]
    drawing: DrawDue | None
    drawn: int
    forks: tuple[int, ...] = ()
    learned: Mask = 0
    late: tuple[tuple[int, int, Mask], ...] = ()


class State(NamedTuple):
    """A whole match. `tables`: by meeting of the sitting, None where none is held."""

    clock: Clock
    texts: tuple[Text, ...]
    tables: tuple[Table | None, ...]
    tracks: tuple[int, ...]
    costs: tuple[int, ...]
    seats: tuple[Seat, ...]
    world: World


LONG_AGO: Minute = -(10**10)


def initial_state(tables: Tables) -> State:
    """Return the state before the first event."""
    public = tables.public
    unknown = (-1,) * public.events
    untaken = (-1,) * public.forks
    none = (0,) * len(public.instruments)
    return State(
        clock=Clock(-1, "arrivals", 0, 0, -1, "running", False, False, none, none),
        texts=tuple(_text(public, number) for number in range(len(public.instruments))),
        tables=(),
        tracks=tuple(track.start for track in public.tracks),
        costs=tuple(cost.start for cost in public.costs),
        seats=tuple(_seat(tables, role) for role in range(len(public.roles))),
        world=World(0, unknown, None, (), (), None, -1, untaken),
    )


def _text(public: PublicTables, number: int) -> Text:
    count = len(public.issues)
    return Text(
        clauses=tuple(
            Clause(*issue.fixed) if issue.fixed is not None and issue.instrument == number else None
            for issue in public.issues
        ),
        available=tuple(issue.available for issue in public.issues),
        proposals=(),
        signatures=0,
        status="running",
        readings=(-1,) * count,
        sources=(0,) * count,
        defined=(-1,) * count,
        refusals=(0,) * count,
    )


def _seat(tables: Tables, role: int) -> Seat:
    public, mandate = tables.public, tables.roles[role].mandate
    unknown, untaken = (-1,) * public.events, (-1,) * public.forks
    known = (None,) * len(public.instruments)
    return Seat(-1, None, (), (), (), 0, unknown, untaken, known, mandate, (LONG_AGO,) * len(mandate))


def replaced(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    """Return `items` with one of them replaced."""
    return (*items[:index], item, *items[index + 1 :])
