"""What a seat takes words to mean: hearing, noting, defining, and choosing words of its own.

Law of this file: a seat wishes for the reading that is worth most to it, and knows no better.
"""

from game.engine.acts import Act, Hear, Note
from game.engine.offering import Template
from game.engine.state import Proposal, Text
from game.negotiators.player import Choice, Reason, Situation
from game.scenario.indices import members

SPREAD = 4
"""From how many points between best and worst reading on a definition is worth asking for."""


def free_choice(situation: Situation) -> Choice | None:
    """Return a hearing or a note, if one is asked for; neither uses up a step."""
    for template in situation.offered:
        if template.kind in ("hear", "note"):
            issue, mask = template.options[0]
            reading = _hoped(situation, issue, mask)
            act: Act = (
                Hear(issue, reading)
                if template.kind == "hear"
                else Note(issue, reading, _sureness(situation, issue))
            )
            return Choice(act, (Reason(f"reason/{template.kind}", {}),))
    return None


def _hoped(situation: Situation, issue: int, mask: int) -> int:
    """Return the reading one hopes for; now and then, drawn, the plainest instead."""
    readings = members(mask)
    best = max(readings, key=lambda reading: (_points(situation, issue, reading), -reading))
    doubts = situation.draw(f"doubt/{issue}", 4) == 0
    return readings[-1] if doubts else best


def _sureness(situation: Situation, issue: int) -> int:
    return 1 + situation.draw(f"sure/{issue}", 3)


def _points(situation: Situation, issue: int, reading: int) -> int:
    """Return one's points for the clause that stands, if it comes to mean this."""
    value = _standing(situation, issue)
    readings = situation.public.issues[issue].readings[value]
    points = situation.own.points[issue][value]
    return points[readings.index(reading)] if len(points) == len(readings) else points[0]


def _standing(situation: Situation, issue: int) -> int:
    text = situation.view.texts[situation.public.issues[issue].instrument]
    clause = None if text is None else text.clauses[issue]
    assert clause is not None, "only words that stand can mean something"
    return clause.value


def judge_definition(situation: Situation, proposal: Proposal) -> bool:
    """Return whether a definition is at least as good as the middle of what the words may mean."""
    number = situation.public.issues[proposal.issue].instrument
    text = situation.view.texts[number]
    clause = None if text is None else text.clauses[proposal.issue]
    if clause is None:
        return False
    readings = situation.public.issues[proposal.issue].readings[clause.value]
    if proposal.reading not in readings:
        return False
    points = situation.own.points[proposal.issue][clause.value]
    if len(points) < len(readings):
        return True
    return 2 * points[readings.index(proposal.reading)] >= min(points) + max(points)


def define_now(situation: Situation, template: Template) -> tuple[int, int] | None:
    """Return the issue and reading to ask a definition of: once each, where much hangs on it."""
    text = situation.view.texts[template.instrument]
    assert text is not None, "a seat defines words of texts it sees"
    for issue, mask in template.options:
        points = [_points(situation, issue, reading) for reading in members(mask)]
        if max(points) - min(points) >= SPREAD and not _has_asked(situation, text, issue):
            best = max(members(mask), key=lambda reading: (_points(situation, issue, reading), -reading))
            if situation.draw(f"define/{issue}", 3) == 0:
                return issue, best
    return None


def _has_asked(situation: Situation, text: Text, issue: int) -> bool:
    return any(p.issue == issue and p.role == situation.view.role for p in text.proposals)


def words_to_say(situation: Situation, template: Template) -> tuple[int, int] | None:
    """Return the words of an understanding to say: once, if asked for or worth more than silence."""
    text = situation.view.texts[template.instrument]
    for issue, mask in template.options:
        if text is None or text.clauses[issue] is not None:
            continue
        points = {value: situation.own.middles[issue][value] for value in members(mask)}
        best = max(points, key=lambda value: (points[value], -value))
        is_better = points[best] > situation.own.silent[issue]
        if is_better or _is_asked_for(situation, issue) or situation.draw(f"once/speak/{issue}", 3) == 0:
            return issue, best
    return None


def _is_asked_for(situation: Situation, issue: int) -> bool:
    """Return whether somebody else at the table has asked about the issue."""
    table, role = situation.view.table, situation.view.role
    return table is not None and any(
        said.intent in ("probe", "ask_why", "disclose") and said.issue == issue and said.role != role
        for said in table.said
    )
