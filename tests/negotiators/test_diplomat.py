"""Players that listen: what they learn, what they give up for it, and that they never freeze a table."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import product

import pytest

from benchmarks.bargains import domain
from benchmarks.strength import ARENAS, Job, play
from game.engine.acts import Accept, Adjourn, Define, Note, Propose, Reject, Sign
from game.engine.objections import allows
from game.engine.offering import Knowledge
from game.engine.state import Proposal, Text
from game.negotiators.bidding import Scales
from game.negotiators.catalogue import player_names
from game.negotiators.modelling import model_of
from game.negotiators.persona import PERSONAS
from game.negotiators.player import Choice, Situation
from game.negotiators.reactive import Micro, TitForTat
from game.negotiators.trading import trades
from game.session.machines import Machines
from game.session.match import Match
from game.storage.folders import Opened, find, open_folder
from tests.session.matches import made_up, new_match, picker, play_out, small

LISTENING = ("tit-for-tat", "micro", *PERSONAS)
BARGAINING = ("linear", "boulware", "conceder", *LISTENING)
"""All but the yardstick and the documented course."""
LONG = 4
"""Turns with room for a proposal from which on a meeting is long enough to expect one."""
Moment = tuple[Situation, Choice]


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Moment]]:
    """Collect every choice of AI players, each checked to be legal."""
    found: list[Moment] = []
    real = Machines.choose

    def watched(machines: Machines, name: str, situation: Situation) -> Choice:
        choice = real(machines, name, situation)
        assert allows(Knowledge(situation.public, situation.own, situation.view), choice.act)
        found.append((situation, choice))
        return choice

    monkeypatch.setattr(Machines, "choose", watched)
    yield found
    assert found, "no AI player was asked"


def scenarios() -> list[Opened]:
    """Return the scenarios that ship, small ones of the rulebook's tests, and made-up ones."""
    shipped = [open_folder(find(name)) for name in ("yalta-1945", "moscow-1945")]
    return [*shipped, small("capital"), small("council"), *map(domain, range(400, 404))]


# What holds in every game ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", BARGAINING)
def test_they_play_any_scenario_to_its_end_and_never_say_a_refused_thing_again(
    name: str, moments: list[Moment]
) -> None:
    """A refusal that is answered with the same words is a broken record, not a negotiation."""
    proposed = 0
    for opened in scenarios():
        for seed in range(2):
            match = new_match(f"all={name}", seed, opened=opened)
            match.run()
            assert match.ended
    for situation, choice in moments:
        act, role = choice.act, situation.view.role
        if isinstance(act, Propose):
            proposed += 1
            text = situation.view.texts[act.instrument]
            assert text is not None
            mine = [p for p in text.proposals if p.role == role and p.status in ("open", "rejected")]
            assert act.package not in [p.package for p in mine]
    assert proposed > 50


@pytest.mark.parametrize("name", BARGAINING)
@pytest.mark.parametrize("across", ["linear", "boulware", "diplomat"])
def test_every_proposal_is_answered_with_another_or_a_reason(
    name: str, across: str, moments: list[Moment]
) -> None:
    """Silence, or the same no twice over, is what makes people give an opponent up."""
    for opened in scenarios():
        first = opened.tables.public.roles[0]
        for seed in range(2):
            match = new_match(f"all={name},{first}={across}", seed, opened=opened)
            match.run()
            assert match.ended

    countered = refused = 0
    for situation, choice in moments:
        table, act = situation.view.table, choice.act
        if table is None or table.closed or not any(t.kind == "accept" for t in situation.offered):
            continue
        if isinstance(act, Reject):
            refused += 1
            assert act.say, "a refusal without a word"
        else:
            assert isinstance(act, Accept | Propose | Define | Note), act
            countered += isinstance(act, Propose)
    assert countered > refused > 0


@pytest.mark.parametrize("name", BARGAINING)
def test_no_table_freezes(name: str, moments: list[Moment]) -> None:
    """Where something is open, a meeting does not go by with nothing asked, taken or ended."""
    for opened in scenarios():
        for seed in range(4):
            new_match(f"all={name}", seed, opened=opened).run()

    turns: Counter[object] = Counter()
    moved: Counter[object] = Counter()
    game = 0
    before = (0, 0)
    for situation, choice in moments:
        clock, table = situation.view.clock, situation.view.table
        now = (clock.sitting, table.turn if table is not None else 0)
        game += now[0] < before[0]
        before = now
        if table is not None and any(t.kind == "propose" for t in situation.offered):
            key = (game, situation.public.roles, clock.sitting, table.meeting)
            turns[key] += 1
            moved[key] += isinstance(choice.act, Propose | Accept | Define | Adjourn)
    assert all(moved[key] for key, count in turns.items() if count >= LONG)
    assert sum(count >= LONG for count in turns.values()) > 20


@pytest.mark.parametrize("name", LISTENING)
def test_they_play_made_up_scenarios_and_answer_whoever_asks(name: str, moments: list[Moment]) -> None:
    """Somebody who acts by chance sits across; whatever comes up, the answer is legal and has a reason."""
    for seed in range(12):
        opened = made_up(seed)
        first = opened.tables.public.roles[0]
        if opened.scenario.roles[first].recorder:
            continue
        match = play_out(new_match(f"all={name},{first}=human", seed, opened=opened), picker("made", seed))
        assert match.ended

    answered: Counter[str] = Counter()
    for situation, choice in moments:
        table = situation.view.table
        if situation.view.clock.step != "table" or table is None or table.closed:
            continue
        if any(template.kind == "accept" for template in situation.offered):
            answered[choice.act.kind] += 1
            assert choice.reasons, choice.act
            assert choice.act.kind not in ("leave", "break_off", "adjourn"), "no answer at all"
    assert sum(answered.values()) > 10


def has_gone_on(acts: int, match: Match) -> bool:
    """Return whether more acts have been made."""
    return match.acts > acts


def test_the_same_situation_gives_the_same_choice(moments: list[Moment]) -> None:
    """Nothing is remembered but what the view holds, so a game taken up again goes on as it would have."""
    for name in LISTENING:
        del moments[:]
        new_match(f"all={name}", 3).run()
        before = [choice for _, choice in moments]
        del moments[:]
        again = new_match(f"all={name}", 3)
        while not again.ended:
            for role in range(len(again.roles)):
                again._machines.forget(role)
            acts = again.acts
            again.run(stop=partial(has_gone_on, acts))
        assert [choice for _, choice in moments] == before


@pytest.mark.parametrize("name", list(PERSONAS))
def test_a_diplomat_signs_and_takes_at_last_nothing_worse_than_no_agreement(
    name: str, moments: list[Moment]
) -> None:
    """Giving in must have a floor, or haste would be the best tactic against it."""
    taken = 0
    for seed in range(500, 530):
        new_match(f"all={name}", seed, opened=domain(seed)).run()
        new_match(f"all={name}", seed).run()
    for situation, choice in moments:
        if isinstance(choice.act, Sign | Accept):
            number = choice.act.instrument if isinstance(choice.act, Accept) else choice.act.instruments[0]
            scales = Scales(situation.public, situation.own, situation.view, number)
            package = (
                scales.text.proposals[choice.act.target - 1].package if isinstance(choice.act, Accept) else ()
            )
            issues = {issue for issue, _ in package}
            if issues >= set(scales.open_issues()):
                taken += 1
                assert scales.worth_with(package, 0) > scales.walkaway
    assert taken > 60


# What they learn ---------------------------------------------------------------------------------


def ranks(values: list[int]) -> list[float]:
    """Return each value's rank, equal ones sharing theirs."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) - 1) / 2 for value in values]


def correlation(one: list[int], other: list[int]) -> float:
    """Return Spearman's rank correlation; 0 where one side is all the same."""
    a, b = ranks(one), ranks(other)
    mean = (len(a) - 1) / 2
    spread = sum((x - mean) ** 2 for x in a) * sum((y - mean) ** 2 for y in b)
    return sum((x - mean) * (y - mean) for x, y in zip(a, b, strict=True)) / spread**0.5 if spread else 0.0


@pytest.mark.parametrize("player", ["linear", "boulware", "tit-for-tat", "diplomat"])
def test_offers_teach_what_the_other_side_wants(player: str) -> None:
    """Before any offer there is nothing to know; after a dozen the order of outcomes is mostly right."""
    before: list[float] = []
    after: list[float] = []
    for seed in range(600, 620):
        match = new_match(f"all={player}", seed, opened=domain(seed))
        match.run()
        public, text = match.tables.public, match.state.texts[0]
        for role in (0, 1):
            points = match.tables.roles[role].middles
            outcomes = list(product(*[range(len(values)) for values in points]))[::7]
            truth = [sum(points[i][v] for i, v in enumerate(outcome)) for outcome in outcomes]
            for found, seen in ((before, text._replace(proposals=())), (after, text)):
                table = model_of(public, seen, 0, role).table()
                guess = [sum(table[i][v] for i, v in enumerate(outcome)) for outcome in outcomes]
                found.append(correlation(truth, guess))
    assert abs(sum(before) / len(before)) < 0.2
    assert sum(after) / len(after) > 0.5


def scales_at(seed: int) -> tuple[Scales, Match]:
    """Return a seat's scales at the end of a domain's first sitting."""
    match = new_match("all=linear", seed, opened=domain(seed))
    match.run(stop=lambda m: len(m.state.texts[0].proposals) >= 3)
    known = match.knowledge(0)
    return Scales(known.public, known.own, known.view, 0), match


def test_a_trade_off_costs_nothing_and_gives_the_most_there_is() -> None:
    """Better for them at equal own points: beside every package there is, none on the list falls short."""
    for seed in range(700, 712):
        scales, match = scales_at(seed)
        worths = model_of(match.tables.public, scales.text, 0, 1).table()
        found = trades(scales, worths, -1, 0)
        points = match.tables.roles[0].middles
        best: dict[int, int] = {}
        for outcome in product(*[range(len(values)) for values in points]):
            own = sum(points[i][v] for i, v in enumerate(outcome))
            theirs = sum(worths[i][v] for i, v in enumerate(outcome))
            best[own] = max(best.get(own, 0), theirs)
        for level in {trade.own for trade in found}:
            offered = max(trade.theirs for trade in found if trade.own >= level)
            assert offered == max(theirs for own, theirs in best.items() if own >= level)
        assert all(trade.own == scales.worth_with(trade.package, 0) for trade in found)
        assert max(trade.own for trade in found) == max(best)


@pytest.mark.parametrize("tactic", [Micro(), TitForTat()])
def test_who_answers_in_kind_gives_way_only_to_who_does(tactic: Micro | TitForTat) -> None:
    """The same offer once more is no concession, and is not paid for; a new and better one is."""
    paid = 0
    for seed in range(800, 812):
        match = new_match("all=linear", seed, opened=domain(seed))
        match.run(stop=lambda m: sum(p.role == 1 for p in m.state.texts[0].proposals) >= 2)
        if match.ended:
            continue
        known = match.knowledge(0)
        text = known.view.texts[0]
        assert text is not None
        theirs = [p for p in text.proposals if p.role == 1]

        def target(proposals: tuple[Proposal, ...], text: Text = text, known: Knowledge = known) -> int:
            view = known.view._replace(texts=(text._replace(proposals=proposals),))
            situation = Situation(known.public, known.own, view, (), 0, lambda _purpose, _bound: 0)
            return tactic.target(situation, Scales(known.public, known.own, view, 0))

        first = target((theirs[0],))
        assert target((theirs[0],) * 3) == first
        assert target((theirs[0], theirs[-1])) <= first
        paid += target(tuple(theirs)) < first
    assert paid > 3


# What it is worth --------------------------------------------------------------------------------


@pytest.mark.parametrize("seat", ARENAS[1].seats)
def test_a_diplomat_has_more_than_linear_in_the_same_seat(seat: str) -> None:
    """Difficulty is stronger play: on domains nothing was tuned on, against who gives way with time."""
    across = next(other for other in ARENAS[1].seats if other != seat)
    seeds = range(900, 960)
    means = {}
    for name in ("linear", "diplomat"):
        tally = play(Job(ARENAS[1], seat, ((seat, name), (across, "linear")), seeds))
        means[name] = sum(tally.gains) / len(tally.gains)
    assert means["diplomat"] > means["linear"] + 1


def test_every_player_can_be_named() -> None:
    """What the catalogue offers is what a command line takes."""
    assert set(LISTENING) < set(player_names())
