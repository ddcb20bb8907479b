"""Every event has its sentence, or is known to need none."""

import re
from typing import Any

import pytest

from game.engine import events as ev
from game.engine.acts import Clause
from game.engine.events import EVENT_KINDS
from game.engine.wire import decode
from game.presentation.sentences import _TELLERS, sentence
from game.presentation.wording import Wording
from tests.session.matches import Data, made_up, new_match, picker, play_out, small

SILENT = {
    ev.StepOpened,
    ev.StepDone,
    ev.CardPlayed,
    ev.ForkTaken,
    ev.DispatchTimed,
    ev.DrawDue,
    ev.Drawn,
    ev.WorldEventPassed,
    ev.TurnPassed,
    ev.TableClosed,
}
"""What the screen shows anyway, what was told when it was sealed, and what nobody sees."""


def wording(name: str) -> Wording:
    opened = small(name)
    return Wording(opened.scenario, opened.tables)


def told(name: str, kind: str, **data: Any) -> str | None:
    """Return the sentence of an event of a small scenario, given as it stands in the log."""
    w = wording(name)
    return sentence(w, decode(w.names, EVENT_KINDS[kind], data))


def test_every_kind_of_event_is_told_or_known_to_be_silent() -> None:
    """An event added next year must not vanish from every screen without anybody having decided so."""
    assert set(EVENT_KINDS.values()) == set(_TELLERS) | SILENT
    assert not set(_TELLERS) & SILENT


@pytest.mark.parametrize("name", ["capital", "council"])
@pytest.mark.parametrize("seed", range(10))
def test_whatever_happens_can_be_told(name: str, seed: int) -> None:
    """Authors' words and numbers meet in sentences nobody has read before."""
    match = play_out(new_match("all=human", seed, opened=small(name)), picker("told", name, seed))
    w = Wording(match.opened.scenario, match.tables)
    for item in match.happenings:
        if item.entry is not None and type(item.entry.event) not in SILENT:
            said = sentence(w, item.entry.event)
            assert said
            assert not re.search(r"[{}]|\bNone\b|\.\.|  ", said), said


SAID: dict[str, tuple[str, str, Data, str]] = {
    "a fork": (
        "capital",
        "fork_sealed",
        {"role": "king", "fork": "council", "choice": "doves"},
        "The King decides – The council: The merchants.",
    ),
    "a fork noticed": (
        "capital",
        "fork_noticed",
        {"role": "king", "fork": "garrison", "choice": "march"},
        "What the King has decided – The garrison: It marches.",
    ),
    "a mandate": (
        "capital",
        "mandate_changed",
        {"role": "envoy", "orders": {"border": {"ridge": "may_sign"}}, "sent": "1900-03-01 06:00"},
        "On Border the Envoy now goes by the instructions sent 1 March 1900, 06:00.",
    ),
    "a definition": (
        "capital",
        "proposal_tabled",
        {
            "instrument": "treaty",
            "number": 2,
            "role": "envoy",
            "package": {},
            "in_exchange_for": [],
            "standing": False,
            "by_dispatch": False,
            "issue": "border",
            "reading": "middle",
        },
        "(no. 2) to say what the words on Border mean: Its middle.",
    ),
    "a definition agreed": (
        "capital",
        "reading_defined",
        {"instrument": "treaty", "number": 2, "issue": "border", "reading": "far"},
        "Agreed minute: the words on Border mean – As two hundred years ago.",
    ),
    "a definition refused": (
        "capital",
        "definition_refused",
        {"instrument": "treaty", "issue": "border", "reading": "far", "role": "chancellor"},
        "The Chancellor will not say that the words on Border mean",
    ),
    "a reopening": (
        "capital",
        "clause_reopened",
        {"instrument": "treaty", "issue": "tribute", "role": "envoy"},
        "reopens an initialled clause without consent: Tribute.",
    ),
    "a freeing": (
        "capital",
        "companions_freed",
        {"instrument": "treaty", "issues": ["border", "pass"], "role": "chancellor"},
        "frees what was initialled together with it: Border, The pass.",
    ),
    "words spoken": (
        "council",
        "words_spoken",
        {"instrument": "promise", "issue": "word", "value": "looms", "role": "mayor"},
        "“Somebody will look after the looms.”",
    ),
    "a hearing": (
        "council",
        "hearing_chosen",
        {"role": "weaver", "issue": "word", "value": "looms", "reading": "wages"},
        "takes the words on The mayor's word to mean: They get paid.",
    ),
    "a note": (
        "capital",
        "note_taken",
        {"role": "envoy", "issue": "border", "value": "river", "reading": "bank", "sure": 3},
        "Its near bank (sure).",
    ),
    "a pledge judged": (
        "capital",
        "pledge_judged",
        {"role": "envoy", "sitting": "talks", "meeting": 0, "number": 1, "verdict": "broken"},
        "has not done what it threatened or promised (The talks).",
    ),
    "a cost": (
        "council",
        "cost_moved",
        {"cost": "families", "value": 3, "because": "calendar.0.moves.0"},
        "Families without bread: now 3 (families). Bread is dear.",
    ),
    "a contradiction": (
        "council",
        "contradiction_learned",
        {"conflict": "looms_or_rent", "because": "conflicts.looms_or_rent"},
        "High rent leaves nothing for the looms.",
    ),
    "a clause that gives way": (
        "council",
        "clause_gave_way",
        {"instrument": "promise", "issue": "word", "because": "conflicts.looms_or_rent"},
        "gives way – The mayor's word, in The mayor's promise.",
    ),
    "a clause disclosed": (
        "council",
        "clause_disclosed",
        {"instrument": "lease", "clauses": {"rent": "high"}, "because": "cards.gossip.effects.0"},
        "What is learned of The lease – Rent: High. The miller talked.",
    ),
    "a text published": (
        "council",
        "text_published",
        {"instrument": "lease", "clauses": {"rent": "low"}},
        "Made public, of The lease – Rent: Low.",
    ),
    "a text laid": (
        "capital",
        "text_laid",
        {"instrument": "treaty", "clauses": {"tribute": 5}},
        "Laid before those who ratify it – The treaty: Tribute: 5 carts.",
    ),
    "a signature outside": (
        "capital",
        "mandate_judged",
        {"role": "envoy", "instrument": "treaty", "outside": ["border"]},
        "The Envoy signed The treaty outside the instructions it had, on: Border.",
    ),
    "instructions too late": (
        "capital",
        "orders_on_the_way",
        {"role": "envoy", "instrument": "treaty", "issues": ["tribute"]},
        "instructions were on their way to it on: Tribute.",
    ),
    "a repudiation": (
        "capital",
        "repudiated",
        {"instrument": "treaty", "role": "king"},
        "The King does not ratify: The treaty.",
    ),
    "a talk": (
        "council",
        "table_opened",
        {
            "instrument": None,
            "agenda": [],
            "present": ["abbot", "weaver"],
            "to": "abbot",
            "minute": "1900-03-01 12:00",
        },
        "a talk without a text on the table (Abbot, Weaver). The Abbot begins.",
    ),
    "the end": ("capital", "match_ended", {"status": "ratified"}, "signed and ratified"),
}


@pytest.mark.parametrize("name", SAID)
def test_new_events_read_as_they_should(name: str) -> None:
    """Each sentence was written for somebody who has only it."""
    scenario, kind, data, wanted = SAID[name]

    assert wanted in (told(scenario, kind, **data) or "")


@pytest.mark.parametrize(
    ("pledge", "wanted"),
    [
        (("threaten", -1, -1, "leave", ()), "A threat: in any case the Envoy will leave the room."),
        (("threaten", 1, 0, "break_off", ()), "unless it is agreed – Tribute: 0 carts – the Envoy will"),
        (("promise", 0, -1, "sign", ()), "A promise: once Border is agreed, the Envoy will sign."),
        (("promise", 0, 1, "propose", ((3, Clause(1)),)), "the Envoy will propose Guests: Many."),
    ],
)
def test_pledges_say_the_case_and_the_deed(pledge: Any, wanted: str) -> None:
    """Whoever hears a threat must know when it comes true."""
    intent, issue, value, deed, clause = pledge
    event = ev.Pledged(1, 0, 0, 1, intent, issue, value, deed, clause, -1)

    assert wanted in (sentence(wording("capital"), event) or "")


def test_instructions_and_minutes_are_read_in_full() -> None:
    """A delegate acts on these words alone."""
    w = wording("capital")
    letter: Data = {
        "sender": "king",
        "addressee": "envoy",
        "channel": "wire",
        "dispatch": None,
        "instrument": None,
        "package": {},
        "words": "Hold on.",
        "sent": "1900-03-01 06:00",
        "orders": {
            "tribute": {"0": "may_sign", "5": "ask_first", "10": "ask_first"},
            "border": {"old": {"only_if": {"guests": ["few", "many"]}}, "river": "never"},
        },
        "wants": {},
        "minutes": [],
    }
    said = told("capital", "dispatch_received", letter=letter, minute="1900-03-01 07:00") or ""
    assert "Hold on." in said
    assert "Tribute: 0 carts – may sign; 5 to 10 carts – ask first." in said
    assert "The old border – may sign only if these stand too: Guests: Few, or Many" in said

    minutes = ev.Minutes(0, ((1, Clause(2)),), (ev.Asked(2, ((0, Clause(0)),)),))
    report = ev.Letter(1, 0, 2, -1, -1, (), "", 0, minutes=(minutes,))
    said = sentence(w, ev.DispatchReceived(report, 60)) or ""
    assert "The treaty; initialled: Tribute: 10 carts." in said
    assert "The Chancellor last asked: Border: The river." in said


@pytest.mark.parametrize("seed", range(20))
def test_made_up_scenarios_can_be_told_too(seed: int) -> None:
    """Whatever an author may write has words."""
    opened = made_up(seed)
    match = play_out(new_match("all=human", seed, opened=opened), picker("made up", seed))
    w = Wording(opened.scenario, opened.tables)
    said = [sentence(w, item.entry.event) for item in match.happenings if item.entry]

    assert all(one is None or one for one in said)
