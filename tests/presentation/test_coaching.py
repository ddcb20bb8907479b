"""The steps of the tutorial: data that hangs together, and a coach that goes on, remarks and falls silent."""

import pytest

from game.messages import codes, speaking, text
from game.negotiators.catalogue import player_names
from game.presentation.coaching import (
    ON_PAGES,
    OPPONENT,
    ROLE,
    SCENARIO,
    SEED,
    STEPS,
    Coaching,
    did,
    followed,
    lesson,
    step_said,
    understood,
    words_said,
)
from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from game.session.match import Match
from game.session.seats import kinds_of, together
from game.storage.folders import find, open_folder


def begun() -> tuple[Match, Seat]:
    opened = open_folder(find(SCENARIO))
    seats = together((ROLE,), OPPONENT, opened.tables.public.roles, kinds_of(opened.scenario))
    match = Match.new(opened, seed=SEED, seats=seats)
    match.run()
    return match, Seat(match, match.role_number(ROLE))


def facts(seat: Seat) -> frozenset[str]:
    view = seat.view()
    return lesson(seat, view, choices(seat, view)).facts


def test_every_step_has_words_of_its_own_and_there_are_no_others() -> None:
    """A step without a sentence, or a sentence no step says, is a slip."""
    ids = [step.id for step in STEPS]
    assert len(ids) == len(set(ids))
    tutorial = {code.removeprefix("tutorial/") for code in codes() if code.startswith("tutorial/")}
    pages = {f"{step}_pages" for step in ON_PAGES}
    assert {*ON_PAGES} <= {*ids}
    for kind, more in (("do_", set()), ("why_", pages)):
        said = {code.removeprefix(kind) for code in tutorial if code.startswith(kind)}
        assert said == {*ids, "quiet"} | more


@pytest.mark.parametrize("language", ["en", "de"])
def test_on_pages_nothing_is_said_of_keys_and_the_same_of_all_else(language: str) -> None:
    """A browser has no number keys, no shelf, and its map has a page of its own."""
    with speaking(language):
        for step in STEPS:
            window, pages = words_said(step, {}), words_said(step, {}, on_pages=True)
            assert (window != pages) == (step.id in ON_PAGES)
            assert window[0] == pages[0]
            for word in ("Enter ", "Eingabetaste", "Escape", " u ", "(w ", "shelf", "Regal", "gold"):
                assert word not in pages[1], (step.id, word)


def test_the_coach_never_says_what_the_other_side_will_do_or_what_was_signed() -> None:
    """It knows neither: no "they will", nothing of 1945 that is not on the screen."""
    opened = open_folder(find(SCENARIO))
    assert opened.scenario.record is not None
    documented = opened.scenario.record.outcome["agreement"].clauses
    for step in STEPS:
        title, words = words_said(step, {})
        said = f"{title} {words}".casefold()
        for forecast in ("they will", "likely", "probably", "will accept", "would accept"):
            assert forecast not in said
        for issue, clause in documented.items():
            options = opened.scenario.issues[issue].options or {}
            if clause.value in options:
                assert options[str(clause.value)].summary.casefold() not in said


def test_the_game_the_coach_knows_can_be_played() -> None:
    """Its opponent exists, its seat decides, and the first decision is a desk."""
    assert OPPONENT in player_names()
    _, seat = begun()
    assert {"at:desk", "sitting:1", "has:play", "has:done"} <= facts(seat)
    assert "met" not in facts(seat)


def test_what_was_done_is_a_fact_until_it_is_taken_back() -> None:
    """Undo leaves no trace in what the coach believes."""
    match, seat = begun()
    match.act(seat.number, {"kind": "play", "card": "air_bases"})
    assert "did:play" in did(seat, seat.told())
    match.undo()
    assert "did:play" not in did(seat, seat.told())


def test_news_are_what_happened_since_the_last_act() -> None:
    """A counter-offer is news at the next decision, and none once the meeting is over."""
    match, seat = begun()
    match.act(seat.number, {"kind": "done"})
    match.run()
    wish = {"mongolia": "recognised", "ports": "lease_both", "railways": "rights_restored", "entry": 6}
    match.act(seat.number, {"kind": "propose", "instrument": "agreement", "issues": wish})
    match.run()
    assert {"new:countered", "did:propose", "offer:worse"} <= facts(seat)
    while match.state.clock.step == "table":
        match.act(seat.number, {"kind": "reject", "instrument": "agreement"})
        match.run()
    assert not {"new:countered", "offer"} & facts(seat)
    assert "did:reject" in facts(seat)


def test_other_games_have_no_lesson() -> None:
    """The coach knows one game; elsewhere it sees nothing."""
    opened = open_folder(find("moscow-1945"))
    seats = together(("song",), None, opened.tables.public.roles, kinds_of(opened.scenario))
    match = Match.new(opened, seed=1, seats=seats)
    match.run()
    assert not facts(Seat(match, match.role_number("song")))


# Going on -----------------------------------------------------------------------------------------


def test_a_step_waits_until_it_is_done_and_is_not_said_again() -> None:
    """What is to be done stays; once it is done, something else is said, also if it could be done again."""
    here = frozenset({"at:table", "has:propose", "free"})
    coaching = followed(Coaching(), here)
    assert coaching.step == "propose"
    assert followed(coaching, here).step == "propose"
    done = followed(coaching, here | {"did:propose"})
    assert done.step != "propose"
    assert followed(done, here).step != "propose"


def test_a_remark_is_over_when_it_is_no_longer_new() -> None:
    """It is not kept for later, and not repeated when the same happens again."""
    new = frozenset({"at:table", "free", "did:propose", "new:refused"})
    coaching = followed(Coaching(), new)
    assert coaching.step == "refused"
    later = followed(coaching, new - {"new:refused"})
    assert later.step != "refused"
    assert followed(later, new).step != "refused"


def test_what_is_read_is_done_with() -> None:
    """The tour of the desk goes on line by line."""
    here = frozenset({"at:desk", "sitting:1", "free"})
    coaching = followed(Coaching(), here)
    heard = []
    for _ in range(4):
        heard.append(coaching.step)
        coaching = understood(coaching, here)
    assert heard == ["map", "texts", "books", "desk"]


def test_with_nothing_to_say_the_coach_says_so() -> None:
    """There is always a sentence."""
    coaching = followed(Coaching(), frozenset())
    assert step_said(coaching) is None
    assert words_said(None, {}) == (text("tutorial/do_quiet"), text("tutorial/why_quiet"))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_every_step_can_be_said_and_ends(step) -> None:  # type: ignore[no-untyped-def]
    """Alone, each is said when its facts hold; all but the last are over at some time."""
    others = frozenset(one.id for one in STEPS) - {step.id}
    coaching = followed(Coaching(others), frozenset(step.when))
    assert coaching.step == step.id
    assert step.until or step.id == "debrief"
