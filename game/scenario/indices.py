"""The kinds of number the tables and events are made of, and masks of them.

Law of this file: a field's type says what its number stands for, and so how it is written outside.
"""

from typing import Annotated, Literal, get_args

RoleIx = Annotated[int, "role"]
IssueIx = Annotated[int, "issue"]
ValueIx = Annotated[int, "value"]
ReadingIx = Annotated[int, "reading"]
InstrumentIx = Annotated[int, "instrument"]
SittingIx = Annotated[int, "sitting"]
TrackIx = Annotated[int, "track"]
CardIx = Annotated[int, "card"]
ChannelIx = Annotated[int, "channel"]
DispatchIx = Annotated[int, "dispatch"]
ForkIx = Annotated[int, "fork"]
ChoiceIx = Annotated[int, "choice"]
CostIx = Annotated[int, "cost"]
ConflictIx = Annotated[int, "conflict"]
EventIx = Annotated[int, "event"]
OutcomeIx = Annotated[int, "outcome"]
BecauseIx = Annotated[int, "because"]
Intent = Literal[
    "ask_why",
    "probe",
    "link",
    "threaten",
    "promise",
    "disclose",
    "explain",
    "unacceptable",
    "not_enough",
    "close",
]
"""What a spoken sentence is for; the last three answer a probe."""

Concept = Literal["linking", "standing", "forms", "secrecy", "pledges", "notes", "define", "reopening"]
"""What a scenario may keep back until the sitting where it first matters."""

CONCEPTS: tuple[Concept, ...] = get_args(Concept)

Mask = int
RoleMask = Annotated[int, "roles"]
IssueMask = Annotated[int, "issues"]
InstrumentMask = Annotated[int, "instruments"]
Minute = Annotated[int, "minute"]


def members(mask: Mask) -> tuple[int, ...]:
    """Return the members of a mask, lowest first."""
    found = []
    index = 0
    while mask:
        if mask & 1:
            found.append(index)
        mask >>= 1
        index += 1
    return tuple(found)
