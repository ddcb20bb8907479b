"""Conditions an author wrote, in words: what must hold before a role can do something.

Law of this file: only for conditions told to the role they are about; a check of the scenario holds that such
a role sees all they lean on.
"""

from game.messages import text
from game.presentation.wording import Wording
from game.scenario.conditions import ClauseIs, Condition, TrackIs


def condition_words(w: Wording, condition: Condition) -> str:
    """Return a condition as part of a sentence."""
    if condition.all is not None:
        return text("stakes/and").join(condition_words(w, one) for one in condition.all)
    if condition.any is not None:
        return text("stakes/or").join(condition_words(w, one) for one in condition.any)
    if condition.not_ is not None:
        return text("stakes/needs_not", condition=condition_words(w, condition.not_))
    if condition.clause is not None:
        return _clause(w, condition.clause)
    if condition.track is not None:
        return _track(w, condition.track)
    return _words(w, condition) or _deed(w, condition)


def _clause(w: Wording, clause: ClauseIs) -> str:
    author = w.scenario.issues[clause.issue]
    named = [*([clause.option] if clause.option else []), *clause.one_of]
    options = author.options or {}
    said = [options[key].summary.rstrip(".") for key in named if key in options]
    parts = [text("event/or").join(said)] if said else []
    parts += [*_bounds(clause.at_least, clause.at_most)]
    parts += [one for one in (clause.form, clause.publicity) if one]
    what = ", ".join(parts) or text("stakes/needs_any")
    return text("event/condition", issue=author.title, options=what)


def _track(w: Wording, track: TrackIs) -> str:
    bounds = ", ".join(_bounds(track.at_least, track.at_most))
    return text("event/condition", issue=w.scenario.tracks[track.id].name, options=bounds)


def _bounds(low: int | None, high: int | None) -> list[str]:
    found = [] if low is None else [text("stakes/needs_at_least", number=low)]
    return found if high is None else [*found, text("stakes/needs_at_most", number=high)]


def _words(w: Wording, condition: Condition) -> str | None:
    """Return a condition on what words mean, if it is one."""
    meant = condition.reading or condition.hearing
    if meant is not None:
        issue = w.names.number("issue", meant.issue)
        reading = w.public.issues[issue].reading_ids.index(meant.reading)
        return text("stakes/needs_meaning", issue=w.issue(issue), meaning=w.meaning(issue, reading))
    if condition.refused is not None:
        issue = w.names.number("issue", condition.refused.issue)
        role = w.scenario.roles[condition.refused.role].short
        return text("stakes/needs_refused", role=role, issue=w.issue(issue))
    return None


def _deed(w: Wording, condition: Condition) -> str:
    if condition.card is not None:
        return text("stakes/needs_card", card=w.scenario.cards[condition.card].name)
    if condition.fork is not None:
        fork = w.scenario.forks[condition.fork.id]
        return text("stakes/needs_fork", fork=fork.name, choice=fork.choices[condition.fork.choice].text)
    if condition.event is not None:
        return w.scenario.world[condition.event.id].outcomes[condition.event.outcome].text
    for state in ("signed", "ratified", "repudiated"):
        name = getattr(condition, state)
        if name is not None:
            return text(f"stakes/needs_{state}", text=w.scenario.instruments[name].title)
    raise AssertionError("a condition has exactly one kind")
