"""How each event about an instrument changes its text.

Law of this file: as in `folding`: total and dumb.
"""

from game.engine import events as ev
from game.engine.acts import Clause
from game.engine.state import Proposal, ProposalStatus, Text, replaced
from game.scenario.indices import members

TextEvent = (
    ev.ProposalTabled
    | ev.ProposalAccepted
    | ev.ClausesInitialled
    | ev.ProposalsRejected
    | ev.ProposalWithdrawn
    | ev.ProposalLapsed
    | ev.OptionOpened
    | ev.OptionClosed
    | ev.ReadingDefined
    | ev.DefinitionRefused
    | ev.ClauseReopened
    | ev.CompanionsFreed
    | ev.WordsSpoken
    | ev.SigningOpened
    | ev.SigningAnswered
    | ev.SigningClosed
    | ev.Signed
    | ev.SignatureWithdrawn
    | ev.TextConcluded
    | ev.ClauseGaveWay
    | ev.ReadingPrevailed
)


def text_after(text: Text, event: TextEvent, sitting: int) -> Text:
    """Return the text after `event` in `sitting`."""
    match event:
        case ev.ProposalTabled():
            return text._replace(proposals=(*text.proposals, _proposal(event, sitting)))
        case ev.ProposalAccepted(number=number, role=role):
            proposal = text.proposals[number - 1]
            assented = proposal._replace(assents=proposal.assents | 1 << role)
            return text._replace(proposals=replaced(text.proposals, number - 1, assented))
        case ev.ClausesInitialled(number=number):
            return _initialled(text, number)
        case ev.ProposalsRejected(numbers=numbers):
            return _marked(text, numbers, "rejected")
        case ev.ProposalWithdrawn(number=number):
            return _marked(text, (number,), "withdrawn")
        case ev.ProposalLapsed(number=number):
            return _marked(text, (number,), "lapsed")
        case ev.OptionOpened(issue=issue, value=value):
            mask = text.available[issue] | 1 << value
            return text._replace(available=replaced(text.available, issue, mask))
        case ev.OptionClosed(issue=issue, value=value):
            mask = text.available[issue] & ~(1 << value)
            return text._replace(available=replaced(text.available, issue, mask))
        case _:
            return _words_after(text, event)


def _words_after(text: Text, event: TextEvent) -> Text:
    """Return the text after its words have been defined, reopened, spoken or read."""
    match event:
        case ev.ReadingDefined(number=number, issue=issue, reading=reading):
            return _marked(text, (number,), "initialled")._replace(
                readings=replaced(text.readings, issue, reading),
                defined=replaced(text.defined, issue, reading),
            )
        case ev.DefinitionRefused(issue=issue, role=role):
            mask = text.refusals[issue] | 1 << role
            return text._replace(refusals=replaced(text.refusals, issue, mask))
        case ev.ClauseReopened(issue=issue):
            return _without(text, 1 << issue)._replace(reopened=text.reopened | 1 << issue)
        case ev.CompanionsFreed(issues=issues):
            return _without(text, issues)
        case ev.ClauseGaveWay(issue=issue):
            return _without(text, 1 << issue)
        case ev.WordsSpoken(issue=issue, value=value):
            return _settled(text, ((issue, Clause(value)),), 0)
        case ev.ReadingPrevailed(issue=issue, reading=reading):
            return text._replace(readings=replaced(text.readings, issue, reading))
        case _:
            return _signing_after(text, event)


def _signing_after(text: Text, event: TextEvent) -> Text:
    match event:
        case ev.SigningOpened():
            return text._replace(laid=True, answered=0)
        case ev.SigningAnswered(role=role):
            return text._replace(answered=text.answered | 1 << role)
        case ev.SigningClosed():
            return text._replace(laid=False)
        case ev.Signed(role=role):
            return text._replace(signatures=text.signatures | 1 << role, answered=text.answered | 1 << role)
        case ev.SignatureWithdrawn(role=role):
            return text._replace(signatures=text.signatures & ~(1 << role))
        case ev.TextConcluded(status=status):
            return text._replace(status=status, laid=False)
        case _:
            return text


def _proposal(event: ev.ProposalTabled, sitting: int) -> Proposal:
    return Proposal(
        number=event.number,
        role=event.role,
        package=event.package,
        in_exchange_for=event.in_exchange_for,
        standing=event.standing,
        by_dispatch=event.by_dispatch,
        sitting=sitting,
        status="open",
        assents=1 << event.role,
        issue=event.issue,
        reading=event.reading,
    )


def _initialled(text: Text, number: int) -> Text:
    package = text.proposals[number - 1].package
    return _settled(_marked(text, (number,), "initialled"), package, number)


def _settled(text: Text, package: tuple[tuple[int, Clause], ...], number: int) -> Text:
    """Put clauses into the text. Other words than before are undefined again, and nobody has refused them."""
    clauses, sources = list(text.clauses), list(text.sources)
    readings, defined, refusals = list(text.readings), list(text.defined), list(text.refusals)
    for issue, clause in package:
        old = clauses[issue]
        if old is None or old.value != clause.value:
            readings[issue], defined[issue], refusals[issue] = -1, -1, 0
        clauses[issue] = clause
        sources[issue] = number
    return text._replace(
        clauses=tuple(clauses),
        sources=tuple(sources),
        readings=tuple(readings),
        defined=tuple(defined),
        refusals=tuple(refusals),
    )


def _without(text: Text, issues: int) -> Text:
    """Take clauses out of the text."""
    clauses, sources = list(text.clauses), list(text.sources)
    readings, defined, refusals = list(text.readings), list(text.defined), list(text.refusals)
    for issue in members(issues):
        clauses[issue], sources[issue] = None, 0
        readings[issue], defined[issue], refusals[issue] = -1, -1, 0
    return text._replace(
        clauses=tuple(clauses),
        sources=tuple(sources),
        readings=tuple(readings),
        defined=tuple(defined),
        refusals=tuple(refusals),
    )


def _marked(text: Text, numbers: tuple[int, ...], status: ProposalStatus) -> Text:
    proposals = list(text.proposals)
    for number in numbers:
        proposals[number - 1] = proposals[number - 1]._replace(status=status)
    return text._replace(proposals=tuple(proposals))
