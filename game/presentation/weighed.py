"""What is weighed and marked: the space of a scenario's texts or of a score table, with outcomes to look at.

Law of this file: outcomes from outside are named by the ids of issues and choices; a match is weighed as
things stood at its end, anything else as asked. An offer names some issues: it is marked as the outcome it
would have made of another one, which is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from game.analysis.possible import Possible, possible
from game.analysis.sensitivity import VariedSpace, variants, varied
from game.analysis.spaces import Space, SpaceError
from game.analysis.weighing import SILENT, Readings, choice_of, space_of
from game.engine.facts import Facts, facts_of
from game.engine.state import State, initial_state
from game.interop.cases import Case, space_of_case
from game.messages import text
from game.presentation.debrief_possible import SpaceWords, played_outcome
from game.presentation.wording import Wording
from game.scenario.indices import members
from game.scenario.numbering import clause_of
from game.scenario.record import FullClause
from game.scenario.tables import Grants, RoleTables
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened

Data = dict[str, Any]


class Step(NamedTuple):
    """An offer made in a match: by whom (a role's id), and the index of the outcome it stands for."""

    role: str
    outcome: int


@dataclass(frozen=True, eq=False)
class Weighed:
    """A space weighed for some roles, with what is to be marked in it.

    `about`: what was weighed, as data. `names`: of roles, for people. `outcome`: one given from outside, or
    the one a match came to. `dance`: a match's offers in order. `variants`: the space with single weights
    changed, if asked for. `words`: of issues and choices, where a scenario has them.
    """

    found: Possible
    about: Data
    names: Mapping[str, str]
    documented: int | None = None
    outcome: int | None = None
    dance: tuple[Step, ...] = ()
    variants: tuple[VariedSpace, ...] | None = None
    words: SpaceWords | None = None

    def package(self, index: int) -> list[tuple[str, str]]:
        """Return an outcome's issues and choices in words, or by their ids where there are no words."""
        return [self.clause(place, choice) for place, choice in enumerate(self.found.space.choices_of(index))]

    def clause(self, place: int, choice: int) -> tuple[str, str]:
        """Return an issue and one of its choices, by their places in the space."""
        if self.words is None:
            space = self.found.space
            return space.issues[place], space.choices[place][choice]
        return self.words.issue(place), self.words.choice(place, choice) or text("debrief/nothing")


@dataclass(frozen=True)
class Wanted:
    """What is asked of a scenario.

    `roles`: whose points to show, everybody who signs if not said. `at`: the sitting at whose beginning
    things are weighed, as the documented course had left them. `readings`: `worst`, `middle` or `best` for
    everybody; a role, for everybody as that role hopes; or `issue=reading,…`, as if that had prevailed (the
    rest in the middle). `outcome`: one to look at, by issue. `match`:
    a match to look at. `sensitivity`: whether to change weights by a fifth.
    """

    roles: Sequence[str] = ()
    instrument: str | None = None
    at: str | None = None
    readings: str = "middle"
    outcome: Mapping[str, object] | None = None
    match: Match | None = None
    sensitivity: bool = False


# Score tables -----------------------------------------------------------------------------------


def weigh_space(
    title: str,
    space: Space,
    *,
    roles: Sequence[str] = (),
    outcome: Mapping[str, object] | None = None,
    sensitivity: bool = False,
) -> Weighed:
    """Return a space weighed for some roles, all if none is named. Raises `SpaceError` with what is wrong."""
    columns = [role_number(space.roles, role) for role in roles] or range(len(space.roles))
    return Weighed(
        possible(space, columns),
        {"title": title},
        {role: role for role in space.roles},
        outcome=None if outcome is None else outcome_index(space, outcome),
        variants=tuple(varied(space, columns)) if sensitivity else None,
    )


def weigh_case(
    case: Case,
    *,
    roles: Sequence[str] = (),
    outcome: Mapping[str, object] | None = None,
    sensitivity: bool = False,
) -> Weighed:
    """Return a table or domain weighed, with its discount factors and what to know of it."""
    weighed = weigh_space(
        case.title, space_of_case(case), roles=roles, outcome=outcome, sensitivity=sensitivity
    )
    about: Data = {"title": case.title, "notes": list(case.notes)}
    if case.discounts:
        about["discount"] = [float(case.discounts[column]) for column in weighed.found.columns]
    return replace(weighed, about=about)


def role_number(known: Sequence[str], role: str) -> int:
    """Return a role's number. Raises `SpaceError` with the roles there are."""
    if role not in known:
        raise SpaceError("analyse/no_such_role", name=role, known=", ".join(known))
    return known.index(role)


def outcome_index(space: Space, given: Mapping[str, object]) -> int:
    """Return the outcome that names a choice on each issue; an issue may be silent where that is a choice.

    A choice with a form stands for its first form when only its option is named. Raises `SpaceError`.
    """
    unknown = [issue for issue in given if issue not in space.issues]
    if unknown:
        raise SpaceError("analyse/no_such_issue", name=unknown[0], known=", ".join(space.issues))
    picked = []
    for issue, labels in zip(space.issues, space.choices, strict=True):
        if issue not in given and len(labels) > 1 and SILENT not in labels:
            raise SpaceError("analyse/issue_left_out", name=issue, known="; ".join(labels))
        name = str(given.get(issue, SILENT if SILENT in labels else labels[0]))
        fitting = [place for place, label in enumerate(labels) if name in (label, label.split(", ")[0])]
        if not fitting:
            raise SpaceError("analyse/no_such_choice", name=name, issue=issue, known="; ".join(labels))
        picked.append(labels.index(name) if name in labels else fitting[0])
    return space.index_of(picked)


# Scenarios --------------------------------------------------------------------------------------


def weigh_scenario(opened: Opened, wanted: Wanted) -> Weighed:
    """Return a scenario's texts weighed, all that are signed or one of them. Raises `SpaceError`."""
    match = wanted.match
    if match is not None:
        if match.opened.scenario.id != opened.scenario.id:
            raise SpaceError("analyse/other_scenario", name=match.opened.scenario.id)
        opened = match.opened
    public = opened.tables.public
    texts = _instruments(opened, wanted.instrument)
    state = _state_at(opened, wanted.at) if match is None else match.state
    readings, settled = _readings(opened, wanted.readings)
    case = _Case(opened, texts, _roles(opened, texts, wanted.roles), state, readings, settled)
    space = case.space()
    shown = len(wanted.roles) or len(members(_signers(opened, texts)))
    found = possible(space, range(shown))
    documented = _documented(opened, space)
    outcome = None if wanted.outcome is None else outcome_index(space, wanted.outcome)
    dance: tuple[Step, ...] = ()
    about: Data = {"scenario": opened.scenario.id, "title": opened.scenario.title, "at": wanted.at}
    if match is not None:
        outcome = played_outcome(match, space, texts)
        base, name = _base(found, outcome, documented)
        dance = () if base is None else tuple(_dance(match, space, texts, base))
        about["match"] = {
            "status": match.state.clock.status,
            "agreed": outcome is not None,
            "offers_completed_with": name,
        }
    return Weighed(
        found,
        about,
        {role: opened.scenario.roles[role].short for role in public.roles},
        documented,
        outcome,
        dance,
        tuple(case.variants(range(shown))) if wanted.sensitivity else None,
        SpaceWords(Wording(opened.scenario, opened.tables), opened.tables, texts),
    )


def _readings(opened: Opened, given: str) -> tuple[Readings, dict[int, int]]:
    """Return how ambiguous clauses count, and which readings have prevailed. Raises `SpaceError`."""
    match given:
        case "worst" | "middle" | "best":
            return given, {}
    public = opened.tables.public
    if given in public.roles:
        return public.roles.index(given), {}
    settled: dict[int, int] = {}
    known = {
        f"{table.id}={reading}": (issue, place)
        for issue, table in enumerate(public.issues)
        for place, reading in enumerate(table.reading_ids)
    }
    for pair in (part.strip() for part in given.split(",")):
        if pair not in known:
            listed = ", ".join(["worst", "middle", "best", *public.roles, *known])
            raise SpaceError("analyse/no_such_reading", name=pair, known=listed)
        issue, reading = known[pair]
        settled[issue] = reading
    return "middle", settled


@dataclass(frozen=True)
class _Case:
    """A scenario's texts as things stood, for some roles in their order."""

    opened: Opened
    texts: tuple[int, ...]
    roles: tuple[int, ...]
    state: State
    readings: Readings
    settled: Mapping[int, int]

    def space(self) -> Space:
        return self._space(self.opened.tables.roles)

    def _space(self, owns: Sequence[RoleTables]) -> Space:
        tables = replace(self.opened.tables, roles=tuple(owns))
        facts: Facts = facts_of(tables.public, self.state)
        prevailed = [self.settled.get(issue, known) for issue, known in enumerate(facts.readings)]
        facts = facts._replace(readings=tuple(prevailed))
        mandates: list[tuple[Grants, ...]] = [seat.mandate for seat in self.state.seats]
        return space_of(tables, facts, self.roles, self.texts, self.readings, mandates)

    def variants(self, columns: Sequence[int]) -> Sequence[VariedSpace]:
        """Return the space with each weight of the roles in `columns` a fifth less and a fifth more."""
        public, owns = self.opened.tables.public, list(self.opened.tables.roles)
        here = {issue for text in self.texts for issue in public.instruments[text].issues}
        found = []
        for column in columns:
            role = self.roles[column]
            for issue, percent, own in variants(public, owns[role]):
                if issue < 0 or issue in here:
                    name = public.issues[issue].id if issue >= 0 else None
                    space = self._space([*owns[:role], own, *owns[role + 1 :]])
                    found.append(VariedSpace(column, name, percent, space))
        return found


def _signers(opened: Opened, texts: Sequence[int]) -> int:
    signers = 0
    for number in texts:
        signers |= opened.tables.public.instruments[number].signers
    return signers


def _roles(opened: Opened, texts: Sequence[int], wanted: Sequence[str]) -> tuple[int, ...]:
    """Return the roles to weigh: those to show first, then everybody else who signs."""
    signers = members(_signers(opened, texts))
    shown = tuple(role_number(opened.tables.public.roles, role) for role in wanted) or signers
    return (*shown, *(role for role in signers if role not in shown))


def _instruments(opened: Opened, instrument: str | None) -> tuple[int, ...]:
    texts = opened.tables.public.instruments
    signed = [text.id for text in texts if text.speaker < 0]
    if instrument is None:
        return tuple(number for number, text in enumerate(texts) if text.speaker < 0)
    if instrument in (text.id for text in texts if text.speaker >= 0):
        raise SpaceError("analyse/spoken", name=instrument)
    if instrument not in signed:
        raise SpaceError("analyse/no_such_instrument", name=instrument, known=", ".join(signed))
    return (next(number for number, text in enumerate(texts) if text.id == instrument),)


def _state_at(opened: Opened, at: str | None) -> State:
    """Return the state at the start, or as the documented course had left it when a sitting began."""
    public = opened.tables.public
    if at is None:
        return initial_state(opened.tables)
    sittings = [sitting.id for sitting in opened.scenario.calendar]
    if at not in sittings:
        raise SpaceError("analyse/no_such_sitting", name=at, known=", ".join(sittings))
    number = sittings.index(at)
    player = "record" if opened.scenario.record else "linear"
    match = Match.new(opened, seed=1, seats=resolve({"all": player}, public.roles))
    match.run(stop=lambda m: m.state.clock.sitting >= number)
    return match.state


def _documented(opened: Opened, space: Space) -> int | None:
    """Return the documented outcome, if there is one."""
    record = opened.scenario.record
    if record is None:
        return None
    clauses = {issue: clause for text in record.outcome.values() for issue, clause in text.clauses.items()}
    choices = []
    for issue, labels in zip(space.issues, space.choices, strict=True):
        if issue not in clauses or len(labels) == 1:
            choices.append(labels.index(SILENT) if SILENT in labels else 0)
            continue
        given = clauses[issue]
        full = FullClause(value=given.value, form=given.form, publicity=given.publicity)
        value, form, publicity = clause_of(opened.scenario, issue, full)
        table = opened.scenario.issues[issue]
        choices.append((value * len(table.forms) + form) * len(table.publicity) + publicity)
    return space.index_of(choices)


# Matches ----------------------------------------------------------------------------------------


def _base(found: Possible, outcome: int | None, documented: int | None) -> tuple[int | None, str | None]:
    """Return the outcome that offers are completed with, and what it is called."""
    for index, name in ((outcome, "outcome"), (documented, "documented"), (found.solutions.nash, "nash")):
        if index is not None:
            return index, name
    return None, None


def _dance(match: Match, space: Space, texts: Sequence[int], base: int) -> list[Step]:
    """Return every package asked for, in order, put in place of what another outcome has there."""
    public = match.tables.public
    issues = [issue for number in texts for issue in public.instruments[number].issues]
    offers = sorted(
        (proposal.sitting, number, proposal.number, proposal)
        for number in texts
        for proposal in match.state.texts[number].proposals
        if proposal.package
    )
    steps = []
    for *_, proposal in offers:
        choices = list(space.choices_of(base))
        for issue, clause in proposal.package:
            if issue in issues:
                choices[issues.index(issue)] = choice_of(public, issue, clause)
        steps.append(Step(match.roles[proposal.role], space.index_of(choices)))
    return steps
