"""What happened. The log is a list of these; the state is their fold.

Law of this package: an event says all that `apply` needs, names things by the tables' numbers (ids in the
log), and is never changed once a release has written it: a new meaning is a new version with an
upcaster. Who sees an event is not the event's business: it stands beside it, in its `Entry`. Events are
named tuples, since many are made; two of different kinds may compare equal, so ask for the kind first.
"""

import re
from typing import Any, NamedTuple, get_args

from game.engine.events.calendar import (
    MatchEnded,
    SittingOpened,
    StepDone,
    StepOpened,
    TalksBrokenOff,
    TalksClosed,
)
from game.engine.events.desk import (
    CardNoticed,
    CardPlayed,
    CardSealed,
    ClauseDisclosed,
    ContradictionLearned,
    CostMoved,
    DispatchReceived,
    DispatchSealed,
    DispatchSent,
    DispatchTimed,
    DrawDue,
    Drawn,
    ForkNoticed,
    ForkSealed,
    ForkTaken,
    MandateChanged,
    OptionClosed,
    OptionOpened,
    TextPublished,
    Told,
    TrackMoved,
    WorldEventHappened,
    WorldEventPassed,
)
from game.engine.events.ending import (
    ClauseGaveWay,
    MandateJudged,
    OrdersOnTheWay,
    Ratified,
    ReadingPrevailed,
    Repudiated,
    SignatureWithdrawn,
    Signed,
    SigningAnswered,
    SigningClosed,
    SigningOpened,
    TextConcluded,
    TextLaid,
)
from game.engine.events.parts import IN_FORCE, Asked, Letter, Minutes, Status, Step, Verdict
from game.engine.events.table import (
    AdjournmentAsked,
    ClauseReopened,
    ClausesInitialled,
    CompanionsFreed,
    DefinitionRefused,
    HearingChosen,
    IssueAdded,
    NoteTaken,
    Pledged,
    PledgeJudged,
    ProposalAccepted,
    ProposalLapsed,
    ProposalsRejected,
    ProposalTabled,
    ProposalWithdrawn,
    ReadingDefined,
    RoleLeft,
    Said,
    TableClosed,
    TableOpened,
    TurnDeclined,
    TurnPassed,
    WordsSpoken,
)
from game.scenario.indices import Mask

__all__ = [
    "EVENT_KINDS",
    "EVENT_NAMES",
    "IN_FORCE",
    "AdjournmentAsked",
    "Asked",
    "CardNoticed",
    "CardPlayed",
    "CardSealed",
    "ClauseDisclosed",
    "ClauseGaveWay",
    "ClauseReopened",
    "ClausesInitialled",
    "CompanionsFreed",
    "ContradictionLearned",
    "CostMoved",
    "DefinitionRefused",
    "DispatchReceived",
    "DispatchSealed",
    "DispatchSent",
    "DispatchTimed",
    "DrawDue",
    "Drawn",
    "Entry",
    "Event",
    "ForkNoticed",
    "ForkSealed",
    "ForkTaken",
    "HearingChosen",
    "IssueAdded",
    "Letter",
    "MandateChanged",
    "MandateJudged",
    "MatchEnded",
    "Minutes",
    "NoteTaken",
    "OptionClosed",
    "OptionOpened",
    "OrdersOnTheWay",
    "PledgeJudged",
    "Pledged",
    "ProposalAccepted",
    "ProposalLapsed",
    "ProposalTabled",
    "ProposalWithdrawn",
    "ProposalsRejected",
    "Ratified",
    "ReadingDefined",
    "ReadingPrevailed",
    "Repudiated",
    "RoleLeft",
    "Said",
    "SignatureWithdrawn",
    "Signed",
    "SigningAnswered",
    "SigningClosed",
    "SigningOpened",
    "SittingOpened",
    "Status",
    "Step",
    "StepDone",
    "StepOpened",
    "TableClosed",
    "TableOpened",
    "TalksBrokenOff",
    "TalksClosed",
    "TextConcluded",
    "TextLaid",
    "TextPublished",
    "Told",
    "TrackMoved",
    "TurnDeclined",
    "TurnPassed",
    "Verdict",
    "WordsSpoken",
    "WorldEventHappened",
    "WorldEventPassed",
]

Event = (
    SittingOpened
    | StepOpened
    | StepDone
    | TalksBrokenOff
    | TalksClosed
    | MatchEnded
    | CardSealed
    | CardPlayed
    | CardNoticed
    | ForkSealed
    | ForkTaken
    | ForkNoticed
    | DispatchSealed
    | DispatchSent
    | DispatchTimed
    | DispatchReceived
    | MandateChanged
    | DrawDue
    | Drawn
    | WorldEventHappened
    | WorldEventPassed
    | TrackMoved
    | CostMoved
    | ClauseDisclosed
    | TextPublished
    | ContradictionLearned
    | OptionOpened
    | OptionClosed
    | Told
    | TableOpened
    | IssueAdded
    | Said
    | TurnPassed
    | TurnDeclined
    | ProposalTabled
    | ProposalAccepted
    | ClausesInitialled
    | ProposalsRejected
    | ProposalWithdrawn
    | ProposalLapsed
    | ReadingDefined
    | DefinitionRefused
    | ClauseReopened
    | CompanionsFreed
    | WordsSpoken
    | HearingChosen
    | NoteTaken
    | Pledged
    | PledgeJudged
    | AdjournmentAsked
    | RoleLeft
    | TableClosed
    | SigningOpened
    | SigningAnswered
    | SigningClosed
    | Signed
    | SignatureWithdrawn
    | MandateJudged
    | OrdersOnTheWay
    | TextLaid
    | Ratified
    | Repudiated
    | TextConcluded
    | ClauseGaveWay
    | ReadingPrevailed
)


def _wire_name(kind: type) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


EVENT_KINDS: dict[str, type[Any]] = {_wire_name(kind): kind for kind in get_args(Event)}
"""Every kind of event by its name in the log, such as `proposal_tabled`."""

EVENT_NAMES: dict[type[Any], str] = {kind: name for name, kind in EVENT_KINDS.items()}


class Entry(NamedTuple):
    """An event and the mask of roles that see it."""

    event: Event
    audience: Mask
