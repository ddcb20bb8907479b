"""What if, as data and in words: the moments of a match, and how it goes on from one of them.

Law of this file: told only of a match that is over. A share comes with how sure it is, an outcome with
whether it is the one of this match and the documented one.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from game.analysis.shares import CONFIDENCE, spread, wilson
from game.engine.acts import Clause
from game.messages import text
from game.negotiators.catalogue import RECORD
from game.presentation.chronicle import Deed, deeds
from game.presentation.rows import Part, Row
from game.presentation.view_texts import clause_data
from game.presentation.wording import Wording
from game.scenario.numbering import clause_of
from game.scenario.record import FullClause
from game.session.match import Match, Refusal
from game.session.moments import decisions
from game.session.seats import CHANCE_SEAT, NOBODY
from game.simulation.what_if import Answer, Ending, Question, fork_of, usual_seats, who_decides

Data = dict[str, Any]
MOMENTS_FORMAT = "kherem-moments/1"
FORMAT = "kherem-what-if/1"
ROUGH = 50
"""Fewer games than this are called a rough picture."""
LEAD = len("100 % (96–100)  ")
MARKS = ("happened", "same_luck", "documented")


def moments_data(match: Match) -> Data:
    """Return every decision of a match that is over, with the line it was made after. Raises `Refusal`."""
    if not match.ended:
        raise Refusal("session/not_over")
    wording = Wording(match.opened.scenario, match.tables)
    told = {deed.seq: deed.text for deed in deeds(match, wording)}
    calendar = match.opened.scenario.calendar
    return {
        "format": MOMENTS_FORMAT,
        "scenario": match.opened.scenario.id,
        "title": match.opened.scenario.title,
        "seed": match.header.seed,
        "status": match.state.clock.status,
        "decisions": [
            {
                "at": one.at,
                "sitting": calendar[one.sitting].id,
                "sitting_title": calendar[one.sitting].title,
                "step": one.step,
                "role": match.roles[one.role],
                "role_name": wording.role(one.role),
                "act": told.get(one.seq) or text("whatif/goes_on", role=wording.role(one.role)),
                "choice": one.is_choice,
                "kinds": list(one.kinds),
            }
            for one in decisions(match)
        ],
    }


def what_if(match: Match, question: Question, answer: Answer) -> Data:
    """Return what came of a question as JSON data: how often what, beside this match and the record."""
    wording = Wording(match.opened.scenario, match.tables)
    return {
        "format": FORMAT,
        "scenario": match.opened.scenario.id,
        "title": match.opened.scenario.title,
        "seed": match.header.seed if question.seed is None else question.seed,
        "runs": len(answer.endings),
        "confidence": CONFIDENCE,
        "moment": _moment(match, wording, question, answer.fork),
        "seats": dict(answer.fork.seats),
        "role_names": {role: wording.role(number) for number, role in enumerate(match.roles)},
        "same_luck_same_end": answer.same_luck == answer.happened,
        "instruments": _instruments(match, wording, answer),
        "clauses": _clauses(match, wording, answer),
        "points": _points(match, answer),
    }


def _moment(match: Match, wording: Wording, question: Question, fork: Match) -> Data:
    role = who_decides(match, question.at, question.role)
    clock = match.forked(question.at).state.clock
    sitting = match.opened.scenario.calendar[clock.sitting]
    made = next((d for d in deeds(match, wording) if d.seq > question.at and d.role == role), None)
    instead = None if question.act is None else _last_deed(fork, wording, role)
    return {
        "at": question.at,
        "sitting": sitting.id,
        "sitting_title": sitting.title,
        "step": clock.step,
        "role": match.roles[role],
        "role_name": wording.role(role),
        "made": made and _told(wording, made),
        "act": None if question.act is None else dict(question.act),
        "instead": instead and _told(wording, instead),
    }


def _last_deed(fork: Match, wording: Wording, role: int) -> Deed:
    return [deed for deed in deeds(fork, wording) if deed.role == role][-1]


def act_words(match: Match, question: Question) -> str:
    """Return the other act of a question in words. Raises `Refusal` and `Refused` as asking it does."""
    wording = Wording(match.opened.scenario, match.tables)
    role = who_decides(match, question.at, question.role)
    asked = replace(question, role=role, seats=usual_seats(match, question.at))
    return _told(wording, _last_deed(fork_of(match, asked), wording, role))


def _told(wording: Wording, deed: Deed) -> str:
    return deed.text or text("whatif/goes_on", role=wording.role(deed.role))


# Counting -------------------------------------------------------------------------------------------


class _Counted(NamedTuple):
    """An outcome: how often it came, and whether it is that of the match, of its luck, of the record."""

    outcome: Any
    data: Data


def _counted(answer: Answer, outcomes: Sequence[Hashable], documented: Iterable[Hashable]) -> list[_Counted]:
    """Return the outcomes, most frequent first; `outcomes`: of this match, of its luck, of the runs."""
    happened, same_luck, *found = outcomes
    known, counts = tuple(documented), Counter(found)
    order = dict.fromkeys([*(one for one, _ in counts.most_common()), happened, same_luck, *known])
    rows = []
    for outcome in order:
        low, high = wilson(counts[outcome], len(answer.endings))
        data = {
            "count": counts[outcome],
            "share": round(counts[outcome] / len(answer.endings), 4),
            "low": round(low, 4),
            "high": round(high, 4),
            "happened": outcome == happened,
            "same_luck": outcome == same_luck,
            "documented": outcome in known,
        }
        rows.append(_Counted(outcome, data))
    return rows


def _all(answer: Answer) -> tuple[Ending, ...]:
    return (answer.happened, answer.same_luck, *answer.endings)


def _instruments(match: Match, wording: Wording, answer: Answer) -> Data:
    record = match.opened.scenario.record
    found = {}
    for number, table in enumerate(match.tables.public.instruments):
        outcome = record.outcome.get(table.id) if record else None
        rows = _counted(
            answer, [ending.texts[number] for ending in _all(answer)], [outcome.status] if outcome else []
        )
        found[table.id] = {
            "title": wording.instrument(number),
            "main": table.main,
            "endings": [{"status": row.outcome, **row.data} for row in rows],
        }
    return found


def _clauses(match: Match, wording: Wording, answer: Answer) -> list[Data]:
    found = []
    for issue, table in enumerate(match.tables.public.issues):
        if table.fixed is not None:
            continue
        outcomes = [ending.clauses[issue] for ending in _all(answer)]
        rows = _counted(answer, outcomes, _documented(match, table.id))
        found.append(
            {
                "instrument": match.tables.public.instruments[table.instrument].id,
                "issue": table.id,
                "title": wording.issue(issue),
                "clauses": [{"clause": clause_data(wording, issue, row.outcome), **row.data} for row in rows],
            }
        )
    return found


def _documented(match: Match, issue: str) -> list[Clause | None]:
    """Return the documented clause of an issue; no clause where its text came to nothing; [] unrecorded."""
    scenario = match.opened.scenario
    for outcome in scenario.record.outcome.values() if scenario.record else ():
        clause = outcome.clauses.get(issue)
        if clause is not None:
            full = FullClause(value=clause.value, form=clause.form, publicity=clause.publicity)
            return [Clause(*clause_of(scenario, issue, full))]
    return []


def _points(match: Match, answer: Answer) -> Data:
    found: Data = {}
    for role, name in enumerate(match.roles):
        happened, same_luck, *rest = (ending.points[role] for ending in _all(answer))
        values = [value for value in rest if value is not None]
        if values:
            lies = {key: round(value, 2) for key, value in spread(values)._asdict().items()}
            found[name] = {**lies, "happened": happened, "same_luck": same_luck}
    return found


# In words -------------------------------------------------------------------------------------------


def moments_lines(data: Mapping[str, Any]) -> list[Part]:
    """Return the moments in words: a heading for each sitting and step, with rows."""
    found: list[Part] = []
    for one in data["decisions"]:
        step = text(f"debrief/step_{one['step']}")
        heading = f"{one['sitting_title']}, {step}"
        if not found or found[-1][0] != heading:
            found.append((heading, []))
        lead = f"{one['at']:>5} {'*' if one['choice'] else ' '} "
        found[-1][1].append(Row(lead, one["act"]))
    return found


def what_if_lines(data: Mapping[str, Any]) -> list[Part]:
    """Return what came of a question in words: headings with rows."""
    found = [(text("whatif/title", title=data["title"]), [Row("", line) for line in _head(data)])]
    for one in data["instruments"].values():
        rows = [_row(data, row, text(f"whatif/ended_{row['status']}")) for row in one["endings"]]
        found.append((one["title"], rows))
    for one in data["clauses"]:
        rows = [_row(data, row, _clause(row["clause"])) for row in one["clauses"]]
        found.append((one["title"], rows))
    spreads = [Row(" - ", _spread(data, role)) for role in data["points"]]
    found.append((text("whatif/points"), spreads))
    return found


def what_if_in_short(data: Mapping[str, Any]) -> list[Part]:
    """Return what came of a question on half a page: the main text's fate, then each clause's likeliest."""
    moment = data["moment"]
    instead = moment["instead"]
    did = (
        text("whatif/instead", act=instead)
        if instead
        else text("whatif/anew", player=data["seats"][moment["role"]])
    )
    head = [Row("", did), Row("", text("whatif/played_short", count=data["runs"]))]
    if not data["same_luck_same_end"]:
        head.append(Row("", text("whatif/luck_meant")))
    main = next(one for one in data["instruments"].values() if one["main"])
    ended = [_row(data, row, text(f"whatif/ended_{row['status']}")) for row in main["endings"]]
    likeliest = [_likeliest(data, one) for one in data["clauses"]]
    points = [Row(" - ", _spread(data, moment["role"]))] if moment["role"] in data["points"] else []
    return [
        (text("whatif/title", title=data["title"]), head),
        (main["title"], ended),
        (text("whatif/likeliest"), likeliest),
        (text("whatif/points"), points),
    ]


def _likeliest(data: Mapping[str, Any], one: Mapping[str, Any]) -> Row:
    row = _row(data, one["clauses"][0], _clause(one["clauses"][0]["clause"]))
    return Row(row.lead, text("whatif/of_issue", issue=one["title"], said=row.said))


def _head(data: Mapping[str, Any]) -> list[str]:
    moment = data["moment"]
    values = {"role": moment["role_name"], "sitting": moment["sitting_title"], "at": moment["at"]}
    lines = [text("whatif/moment_line", step=text(f"debrief/step_{moment['step']}"), **values)]
    if moment["made"]:
        lines.append(text("whatif/made", act=moment["made"]))
    if moment["instead"]:
        lines.append(text("whatif/instead", act=moment["instead"]))
    else:
        lines.append(text("whatif/anew", player=data["seats"][moment["role"]]))
    return [*lines, *what_if_reading(data)]


def what_if_reading(data: Mapping[str, Any]) -> list[str]:
    """Return how often it was played on and by whom, and how to read what came of it."""
    runs = data["runs"]
    lines = [text("whatif/played", count=runs, seats=_seats(data))]
    if runs < ROUGH:
        lines.append(text("whatif/played_only", count=runs))
    same = "same_luck" if data["same_luck_same_end"] else "other_luck"
    return [*lines, text(f"whatif/{same}"), text("whatif/ranges"), text("whatif/no_weight")]


def _seats(data: Mapping[str, Any]) -> str:
    seats = [
        text("whatif/seat", role=data["role_names"][role], player=player)
        for role, player in data["seats"].items()
        if role != CHANCE_SEAT and player != NOBODY
    ]
    if data["seats"][CHANCE_SEAT] == RECORD:
        seats.append(text("whatif/chance_record"))
    return ", ".join(seats)


def _clause(clause: Mapping[str, Any] | None) -> str:
    return clause["summary"].rstrip(".") if clause else text("whatif/no_clause")


def _row(data: Mapping[str, Any], row: Mapping[str, Any], said: str) -> Row:
    low, high, share = (round(100 * row[key]) for key in ("low", "high", "share"))
    lead = text("whatif/share", share=share, low=low, high=high).ljust(LEAD)
    kinds = ("happened", "documented") if data["same_luck_same_end"] else MARKS
    marks = [text(f"whatif/mark_{kind}") for kind in kinds if row[kind]]
    return Row(lead, text("whatif/marked", said=said, marks=", ".join(marks)) if marks else said)


def _spread(data: Mapping[str, Any], role: str) -> str:
    found = data["points"][role]
    values = {key: f"{round(value, 1):g}" for key, value in found.items()}
    luck = "" if data["same_luck_same_end"] else text("whatif/spread_luck", points=values["same_luck"])
    shown = {key: values[key] for key in ("least", "lower", "median", "upper", "greatest", "happened")}
    return text("whatif/spread", role=data["role_names"][role], luck=luck, **shown)
