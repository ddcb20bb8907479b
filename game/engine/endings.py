"""How texts end: signed, ratified or not, and what follows when the calendar has run out.

Law of this file: what a text has come to is said to its members; that the talks are over, to everybody.
"""

from game.engine import events as ev
from game.engine.authority import outside_text
from game.engine.facts import Facts, facts_promised, holds, promises_seen
from game.engine.meetings import is_tested, judge, keep_word
from game.engine.observe import observe
from game.engine.state import State, Text
from game.engine.templates import is_complete, to_answer
from game.engine.unfolding import NOBODY, Unfolding
from game.scenario.indices import Mask, members
from game.scenario.tables import ConflictTable, PublicTables

# Signing ----------------------------------------------------------------------------------------


def lay_open(u: Unfolding) -> None:
    """Lay every complete text of the sitting open for signature, if those tied to it are complete too."""
    ready = sum(1 << n for n in members(u.sitting.signs) if is_complete(u.tables.public, u.text(n), n))
    for number in members(_with_ties(u, ready)):
        u.among_members(ev.SigningOpened(number), number)


def _with_ties(u: Unfolding, ready: Mask) -> Mask:
    """Return those of the texts ready for something that all tied to them are ready for too."""
    while loose := sum(1 << n for n in members(ready) if not _ties_hold(u, n, ready)):
        ready &= ~loose
    return ready


def _ties_hold(u: Unfolding, number: int, ready: Mask) -> bool:
    tied = u.instrument(number).tied
    return all(ready >> other & 1 or u.text(other).status == "signed" for other in members(tied))


def signers_waited_for(public: PublicTables, state: State) -> tuple[int, ...]:
    """Return the roles that must answer to texts laid open before anything else happens."""
    return tuple(
        [role for role in range(len(public.roles)) if to_answer(public, _sight(public, state, role), role)]
    )


def _sight(public: PublicTables, state: State, role: int) -> tuple[Text | None, ...]:
    sight = public.text_sight[role]
    return tuple([text if sight >> n & 1 else None for n, text in enumerate(state.texts)])


def sign(u: Unfolding, role: int, instruments: tuple[int, ...]) -> None:
    """Let a side sign texts; those laid open that it leaves unsigned it has answered."""
    waiting = to_answer(u.tables.public, _sight(u.tables.public, u.state, role), role)
    for number in instruments:
        _judge_mandate(u, role, number)
        u.among_members(ev.Signed(number, role), number)
    for number in waiting:
        if number not in instruments:
            u.among_members(ev.SigningAnswered(number, role), number)
    keep_word(u, role, "sign")
    signed = sum(1 << n for n, text in enumerate(u.state.texts) if text.laid and _is_signed_by_all(u, n))
    for number in members(_with_ties(u, signed)):
        _conclude_signed(u, number)


def _is_signed_by_all(u: Unfolding, number: int) -> bool:
    signers = u.instrument(number).signers
    return u.text(number).signatures & signers == signers


def answer_signing(u: Unfolding, role: int) -> None:
    """Let a side leave the texts laid open as they are."""
    for number in to_answer(u.tables.public, _sight(u.tables.public, u.state, role), role):
        u.among_members(ev.SigningAnswered(number, role), number)


def put_away(u: Unfolding) -> None:
    """Conclude the texts laid open that enough have signed, and put the others away."""
    for role in range(len(u.tables.public.roles)):
        if any(text.laid and _lacks(u, number, role) for number, text in enumerate(u.state.texts)):
            _break_word_to_sign(u, role)
    laid = [(number, text) for number, text in enumerate(u.state.texts) if text.laid]
    signed = sum(1 << n for n, text in laid if u.instrument(n).binds(text.signatures))
    signed = _with_ties(u, signed)
    for number, _ in laid:
        if signed >> number & 1:
            _conclude_signed(u, number)
        else:
            u.among_members(ev.SigningClosed(number), number)


def _lacks(u: Unfolding, number: int, role: int) -> bool:
    return bool(u.instrument(number).signers & ~u.text(number).signatures & 1 << role)


def _break_word_to_sign(u: Unfolding, role: int) -> None:
    """Count against a side that it has not signed what it could, where its word was that it would."""
    for pledge in u.state.seats[role].pledges:
        if (pledge.role, pledge.verdict, pledge.deed) == (role, "open", "sign") and is_tested(u, pledge):
            judge(u, pledge, "broken")


def _conclude_signed(u: Unfolding, number: int) -> None:
    u.among_members(ev.TextConcluded(number, "signed"), number)
    if not u.instrument(number).ratifiers:
        u.publish(number)
    close_talks(u, number)
    learn_conflicts(u)


def close_talks(u: Unfolding, number: int) -> None:
    """Let everybody know that the talks are over, once the main text has come to an end."""
    if u.instrument(number).main and not u.state.clock.over:
        u.announce(ev.TalksClosed(u.text(number).status))


def _judge_mandate(u: Unfolding, role: int, number: int) -> None:
    """Hold what a delegate signs against its instructions in force, and those still on their way."""
    if u.tables.public.principals[role] < 0:
        return
    mandate = u.state.seats[role].mandate
    found = outside_text(mandate, u.instrument(number), u.text(number), u.facts.clauses)
    u.emit(ev.MandateJudged(role, number, found), 1 << role)
    issues = set(u.instrument(number).issues)
    late = 0
    for _, letter in u.state.world.transit:
        if letter.addressee == role:
            late |= sum(1 << issue for issue, _ in letter.orders if issue in issues)
    if late:
        u.emit(ev.OrdersOnTheWay(role, number, late), NOBODY)


# Ratification -----------------------------------------------------------------------------------


def lay_before_ratifiers(u: Unfolding) -> None:
    """Lay the texts signed before those who ratify them."""
    for number in members(u.sitting.ratifies):
        if u.text(number).status == "signed" and u.instrument(number).ratifiers:
            u.emit(ev.TextLaid(number, u.clauses_of(number)), u.instrument(number).ratifiers)


def ratifiers_waited_for(public: PublicTables, state: State) -> tuple[int, ...]:
    """Return the roles that must say whether they ratify."""
    sitting = public.sittings[state.clock.sitting]
    waiting = 0
    for number in members(sitting.ratifies):
        withheld = state.clock.withheld[number]
        if state.texts[number].status == "signed" and not withheld:
            waiting |= public.instruments[number].ratifiers & ~state.clock.ratified[number]
    return members(waiting)


def ratify(u: Unfolding, role: int, number: int) -> None:
    """Let a party confirm a text; with the last one it is in force, and what is not secret is published."""
    u.announce(ev.Ratified(number, role))
    if u.state.clock.ratified[number] == u.instrument(number).ratifiers:
        u.among_members(ev.TextConcluded(number, "ratified"), number)
        u.publish(number)
        learn_conflicts(u)


def repudiate(u: Unfolding, role: int, number: int) -> None:
    """Let a party withhold ratification, at the cost stated."""
    u.announce(ev.Repudiated(number, role))
    for table in u.tables.hidden.ratifications:
        if (table.role, table.instrument) == (role, number):
            u.take_effect(table.disowning if _was_exceeded(u, role, number) else table.withholding)
    u.among_members(ev.TextConcluded(number, "repudiated"), number)


def _was_exceeded(u: Unfolding, role: int, number: int) -> bool:
    """Return whether a delegate of `role` signed a text outside its mandate."""
    return any(
        judged.instrument == number and judged.outside
        for delegate, principal in enumerate(u.tables.public.principals)
        if principal == role
        for judged in u.state.seats[delegate].judged
    )


# Contradictory promises -------------------------------------------------------------------------


def learn_conflicts(u: Unfolding, *, all_known: bool = False) -> None:
    """Let injured roles learn of promises that contradict each other, once they know of both."""
    for number, conflict in enumerate(u.tables.hidden.conflicts):
        if not u.state.world.learned >> number & 1 and _is_learned(u, conflict, all_known=all_known):
            audience = 1 << conflict.injured | 1 << conflict.promiser
            u.emit(ev.ContradictionLearned(number, conflict.because), audience)
            _give_way(u, conflict)
            u.take_effect(conflict.costs)


def _is_learned(u: Unfolding, conflict: ConflictTable, *, all_known: bool) -> bool:
    facts = facts_promised(u.tables.public, u.state)
    if not _both(conflict, facts):
        return False
    if all_known:
        return True
    view = observe(u.tables.public, u.state, conflict.injured)
    return _both(conflict, facts._replace(clauses=promises_seen(u.tables.public, view)))


def _both(conflict: ConflictTable, facts: Facts) -> bool:
    return holds(conflict.first, facts) and holds(conflict.second, facts)


def _give_way(u: Unfolding, conflict: ConflictTable) -> None:
    """Let the less firm of the two clauses fall; of two equally firm ones the second."""
    firmness = u.tables.hidden.robustness
    clauses = u.facts.clauses
    pair = []
    for issue in (conflict.first.issue, conflict.second.issue):
        clause = clauses[issue]
        assert clause is not None, "both promises stand"
        pair.append((firmness[issue][clause.form], issue))
    issue = pair[0][1] if pair[0][0] < pair[1][0] else pair[1][1]
    number = u.tables.public.issues[issue].instrument
    u.among_members(ev.ClauseGaveWay(number, issue, conflict.because), number)


# The end ----------------------------------------------------------------------------------------


def end_talks(u: Unfolding) -> None:
    """Let lapse what is not signed; words spoken stay spoken."""
    for number, text in enumerate(u.state.texts):
        if text.status == "running":
            spoken = u.instrument(number).speaker >= 0 and any(text.clauses)
            u.among_members(ev.TextConcluded(number, "spoken" if spoken else "lapsed"), number)
    for role, seat in enumerate(u.state.seats):
        for pledge in seat.pledges:
            if pledge.role == role and pledge.verdict == "open":
                judge(u, pledge, "untested")
    u.announce(ev.StepOpened("aftermath", u.state.clock.minute))


def conclude(u: Unfolding) -> None:
    """Let ambiguous words come to mean one thing, contradictions come out, and the game end."""
    for issue in range(len(u.tables.public.issues)):
        _settle_reading(u, issue)
    learn_conflicts(u, all_known=True)
    main = next(n for n, text in enumerate(u.tables.public.instruments) if text.main)
    u.announce(ev.MatchEnded(u.text(main).status))


def _settle_reading(u: Unfolding, issue: int) -> None:
    number = u.tables.public.issues[issue].instrument
    text = u.text(number)
    clause = text.clauses[issue]
    if text.status not in ev.IN_FORCE or clause is None or u.tables.public.issues[issue].is_range:
        return
    for rule in u.tables.hidden.rules[issue][clause.value]:
        agreed = text.defined[issue]
        if rule.reading == agreed if agreed >= 0 else rule.when is None or u.holds(rule.when):
            if agreed < 0:
                prevailed = ev.ReadingPrevailed(number, issue, rule.reading, rule.because)
                u.among_members(prevailed, number)
            u.take_effect(rule.effects)
            return
