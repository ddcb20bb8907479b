"""Desks and cables, forks, costs, chance, the end of the talks, shorter versions: one rule a test."""

import pytest

from game.engine import events as ev
from game.engine.acts import CHANCE, Draw
from game.engine.decide import play
from game.engine.errors import Refused
from game.scenario.conditions import CONDITION_KINDS
from game.scenario.cutting import cut_ids, cut_scenario
from tests.engine.capitals import capital, council, signed
from tests.engine.playing import Game, scenario_in

# The desk ---------------------------------------------------------------------------------------


def test_a_desk_is_resolved_in_a_fixed_order_whoever_was_done_first() -> None:
    """Cards, then forks, then instructions, then questions, then other dispatches."""
    game = capital("opening", "desk").act("envoy", "ask", issues={"border": "river"}).act("envoy", "done")
    game.act("chancellor", "send", dispatch="hint").act("chancellor", "play", card="feast")
    game.act("chancellor", "done").act("king", "instruct", orders={"border": {"ridge": "never"}})
    game.act("king", "choose", fork="council", choice="hawks")
    assert game.happened(ev.DispatchSent) == []

    game.act("king", "done")

    assert game.order(ev.CardPlayed, ev.ForkTaken, ev.DispatchSent) == [
        "CardPlayed",
        "ForkTaken",
        "DispatchSent",
        "DispatchSent",
        "DispatchSent",
    ]
    letters = [event.letter for event in game.happened(ev.DispatchSent)]
    assert [(bool(x.orders), bool(x.wants)) for x in letters[:2]] == [(True, False), (False, True)]


def test_a_desk_is_sealed() -> None:
    """What one seat decides, no other sees before all are done."""
    game = capital("opening", "desk")
    before = game.view("chancellor")
    game.act("king", "choose", fork="council", choice="hawks").act("king", "instruct", dispatch="new_line")

    assert game.view("chancellor") == before
    assert game.view("king").seat.sealed_forks == ((0, 0),)
    assert game.track("support") == 3


def test_a_dispatch_may_have_effects_when_it_is_received() -> None:
    """A friendly line does its work on arrival, not on sending."""
    game = capital("opening", "desk").act("chancellor", "send", dispatch="hint").all_done()

    assert game.order(ev.DispatchSent, ev.DispatchReceived, ev.TrackMoved) == [
        "DispatchSent",
        "DispatchReceived",
        "TrackMoved",
    ]
    assert game.track("trust") == 4


def test_a_proposal_by_dispatch_may_be_accepted_by_those_at_the_table_only() -> None:
    """The draft comes at nine and lies on the table at noon; its sender's assent is in it."""
    game = capital("opening", "desk").act(
        "chancellor", "send", instrument="treaty", issues={"border": "river"}
    )
    game.all_done().act("chancellor", "reject").act("envoy", "accept")

    assert game.clauses() == {"border": "river"}


# Forks ------------------------------------------------------------------------------------------


def test_a_fork_at_a_desk_is_taken_once_and_has_its_effects_with_the_others() -> None:
    """A decision away from the table: whom the king listens to."""
    game = capital("opening", "desk")
    assert game.refused("king", "choose", fork="council", choice="owls") == "act/unknown_choice"
    game.act("king", "choose", fork="council", choice="hawks")
    assert game.refused("king", "choose", fork="council", choice="doves") == "act/not_now"

    assert game.all_done().track("support") == 4


def test_a_fork_not_taken_does_nothing() -> None:
    """Doing nothing is possible, and is nobody's choice of the author's list."""
    game = capital("opening", "desk").all_done()

    assert game.happened(ev.ForkTaken) == []
    assert game.view("king").seat.forks == (-1, -1)


def test_a_seat_at_no_table_may_act_on_the_world_meanwhile() -> None:
    """While the mayor talks to the weaver, the miller decides about the dam; it is seen at the close."""
    game = council("parlour", "table")
    assert game.waiting == ["mayor", "miller"]
    game.act("miller", "choose", fork="dam", choice="raise").act("miller", "done")
    assert game.cost("families") == 1
    assert game.waiting == ["mayor"]

    game.go_to("hall", "desk")

    assert game.cost("families") == 3
    assert game.view("mayor").seat.forks[0] == 0
    assert game.view("abbot").seat.forks[0] == -1


def test_the_table_waits_for_who_decides_beside_it() -> None:
    """The sitting closes when the meetings are over and everybody aside has said what he does."""
    game = council("parlour", "table").act("mayor", "adjourn").act("weaver", "adjourn")

    assert game.waiting == ["miller"]
    game.act("miller", "done")
    assert game.sitting == "hall"


def test_a_seat_at_a_table_has_no_fork_beside_it() -> None:
    """Who negotiates does nothing else."""
    game = council("parlour", "table")

    assert "choose" not in game.kinds("mayor")
    assert game.kinds("abbot") == set()


# Costs ------------------------------------------------------------------------------------------


def test_costs_are_seen_by_all_and_read_by_no_rule() -> None:
    """Bread is dear: everybody sees it, and nothing in the language can ask about it."""
    game = council("parlour", "desk")

    assert {game.view(role).costs for role in game.tables.public.roles} == {(1,)}
    assert "cost" not in CONDITION_KINDS


def test_costs_change_nobodys_points() -> None:
    """Others pay; what a side has is the same."""
    dear = council("parlour", "desk").act("mayor", "choose", fork="well", choice="shut").finish()
    plain = council("parlour", "desk").finish()

    assert dear.cost("families") == plain.cost("families") + 1
    for role in ("mayor", "miller", "abbot", "weaver"):
        assert (dear.worth(role), dear.walkaway(role)) == (plain.worth(role), plain.walkaway(role))


# Chance -----------------------------------------------------------------------------------------


def test_chance_draws_what_may_vary_and_nothing_else() -> None:
    """Two things are drawn in this game: the rider's road and the harvest."""
    game = capital("opening", "desk").act("king", "instruct", dispatch="new_line").all_done()
    assert game.waiting == ["chance"]
    with pytest.raises(Refused) as refused:
        game.draw(2)
    assert refused.value.code == "act/no_such_outcome"

    game.draw(0).finish()

    assert len(game.happened(ev.Drawn)) == 2
    assert [e.event for e in game.happened(ev.DrawDue)] == [-1, 0]


def test_chance_does_not_act_unasked() -> None:
    """A draw without anything to draw is refused like any act out of place."""
    game = capital()
    with pytest.raises(Refused) as refused:
        play(game.tables, game.state, CHANCE, Draw(0))

    assert refused.value.code == "act/nothing_to_draw"


def test_what_was_drawn_is_seen_only_by_who_sees_what_came_of_it() -> None:
    """How long the rider will take is nobody's knowledge until he is there."""
    game = capital("opening", "desk").act("king", "instruct", dispatch="new_line").all_done()
    quick, slow = (play(game.tables, game.state, CHANCE, Draw(outcome)).state for outcome in (0, 1))

    assert quick != slow
    assert quick.seats == slow.seats
    assert quick.clock == slow.clock


# After the talks --------------------------------------------------------------------------------


def test_after_the_talks_a_desk_opens_only_where_a_fork_or_card_names_it() -> None:
    """With nothing left open the clock runs on: the lull goes by, the garrison does not."""
    game = signed().go_to("sealing", "desk")

    opened = [e.minute for e in game.happened(ev.StepOpened) if e.step == "desk"]
    assert len(opened) == 4, "opening, talks, signature, sealing"
    assert capital().go_to("lull", "desk").sitting == "lull", "it opens while the talks go on"


def test_after_the_talks_a_desk_is_for_forks_and_cards_alone() -> None:
    """There is nothing left to instruct, ask or propose."""
    game = signed().go_to("sealing", "desk")

    assert game.kinds("king") == {"choose", "done"}
    assert game.kinds("chancellor") == {"play", "done"}
    assert game.kinds("envoy") == {"done"}


def test_forks_after_the_talks_still_count() -> None:
    """The garrison marches between signature and seal, and the other side notices."""
    game = signed().go_to("sealing", "desk").act("king", "choose", fork="garrison", choice="march")
    game.all_done()

    assert game.track("trust") == 2
    assert game.view("chancellor").seat.forks[1] == 0
    assert game.view("envoy").seat.forks[1] == -1


def test_no_cable_is_sent_when_the_talks_are_over() -> None:
    """The third sitting has a cable, if there is still something to say."""
    steps = [e.step for e in signed().finish().happened(ev.StepOpened)]
    assert steps.count("cable") == 2

    assert capital("signature", "cable").sitting == "signature"


def test_the_world_goes_on_after_the_last_sitting_before_the_game_is_counted() -> None:
    """No-agreement outcomes are computed only when everything has happened."""
    game = Game("harbour.yaml").go_to("fourth", "table").finish()

    assert game.order(ev.TextConcluded, ev.WorldEventHappened, ev.MatchEnded)[-1] == "MatchEnded"
    lapsed = game.log.index(game.happened(ev.TextConcluded)[0])
    assert lapsed < game.log.index(game.happened(ev.WorldEventHappened)[-1])


# Shorter versions -------------------------------------------------------------------------------


def short() -> Game:
    return Game("council.yaml", "short")


def test_a_shorter_version_holds_only_the_sittings_it_keeps() -> None:
    """Market day is told, not played."""
    assert cut_ids(scenario_in("council.yaml")) == ("short", "full")
    game = short().finish()

    assert [sitting.id for sitting in game.tables.public.sittings] == ["parlour", "hall"]
    assert len(game.happened(ev.SittingOpened)) == 2


def test_what_a_skipped_sitting_moved_falls_into_the_next_arrivals() -> None:
    """Bread got dear on market day, played or not."""
    game = short()

    assert [event.value for event in game.happened(ev.CostMoved)] == [1]
    assert game.state.clock.step == "desk"


def test_an_issue_outside_a_version_stands_at_the_authors_value() -> None:
    """The rent is settled, and nobody can propose another."""
    game = short()

    assert game.clauses("lease") == {"rent": "high"}
    assert game.text("lease").available[1] == 0
    assert game.text("lease").proposals == ()


def test_a_kept_sitting_takes_in_the_acts_of_a_skipped_one_but_not_its_endings() -> None:
    """The documented offer of market day is made in the hall; that somebody had to go then is left out."""
    record = cut_scenario(scenario_in("council.yaml"), "short").record
    assert record is not None

    assert [(act.sitting, act.act["kind"]) for act in record.acts] == [
        ("hall", "propose"),
        ("hall", "accept"),
    ]


def test_the_full_version_is_the_scenario_itself() -> None:
    """It is always there, and needs no writing."""
    scenario = scenario_in("council.yaml")

    assert cut_scenario(scenario, "full") is scenario
