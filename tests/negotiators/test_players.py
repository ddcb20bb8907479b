"""AI players: legal, bounded by their walk-away, and blind to what a seat cannot see."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest

from game.engine.acts import Accept, Done, Propose, Sign
from game.engine.facts import facts_seen
from game.engine.folding import apply
from game.engine.names import Names
from game.engine.objections import allows
from game.engine.observe import observe
from game.engine.offering import Knowledge
from game.engine.state import initial_state
from game.engine.templates import templates
from game.engine.worth import walkaway, worth
from game.negotiators.catalogue import make_player, player_names
from game.negotiators.linear import TimePlayer
from game.negotiators.player import Choice, Draw, Situation
from game.presentation.stakes import facts_with
from game.scenario.numbering import values_of
from game.scenario.tables import Tables
from game.scenario.texts import Issue
from game.session.chance import draw_below
from game.session.machines import Machines
from game.session.match import Match
from game.session.script import script_of
from tests.session.matches import Data, Pick, new_match, picker, play_out, played, varied, yalta

SEEDS = range(100)


class Moment(NamedTuple):
    """What an AI player knew and chose."""

    known: Knowledge
    situation: Situation
    choice: Choice


@pytest.fixture
def moments(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Moment]]:
    """Collect every choice AI players make."""
    found: list[Moment] = []
    real = Machines.choose

    def watched(machines: Machines, name: str, situation: Situation) -> Choice:
        choice = real(machines, name, situation)
        known = Knowledge(situation.public, situation.own, situation.view)
        found.append(Moment(known, situation, choice))
        return choice

    monkeypatch.setattr(Machines, "choose", watched)
    yield found
    assert found, "no AI player was asked"


@pytest.mark.parametrize("name", player_names())
def test_every_choice_is_legal(name: str, moments: list[Moment]) -> None:
    """The rules would refuse it and the match would stop: an AI player has no second try."""
    for seed in range(15):
        played(f"all={name}", seed)
        played(f"stalin={name},roosevelt=random", seed)
        play_out(new_match(f"roosevelt={name},stalin=human", seed), picker("legal", seed))

    for known, situation, choice in moments:
        assert allows(known, choice.act)
        assert situation.offered == templates(known)


def test_games_of_linear_differ_and_mostly_end_in_a_text() -> None:
    """The tutorial's opponent: predictable games would be learned by heart, failing ones given up."""
    outcomes: Counter[object] = Counter()
    signed = 0
    for seed in SEEDS:
        match = played("", seed)
        text = match.state.texts[0]
        outcomes[text.clauses if text.status == "signed" else text.status] += 1
        signed += text.status == "signed"

    assert len(outcomes) >= 5
    assert signed >= 60


@pytest.mark.parametrize("seats", ["", "stalin=random", "roosevelt=random"])
def test_linear_never_signs_a_text_worth_no_more_than_its_walk_away(
    seats: str, moments: list[Moment]
) -> None:
    """The line of no agreement is the first thing a new player is taught; the opponent must honour it."""
    names = ["random" if f"{role}=random" in seats else "linear" for role in yalta().tables.public.roles]
    for seed in SEEDS:
        played(seats, seed)

    signings = 0
    for known, _, choice in moments:
        if isinstance(choice.act, Sign) and names[known.view.role] == "linear":
            facts = facts_seen(known.public, known.view)
            assert worth(known.public, known.own, facts).middle > walkaway(known.own, facts)
            signings += 1
    assert signings > 30


def at_signing(package: Data) -> Match:
    """Return a match of two people who have agreed on `package`, as the Soviet side is to sign."""
    match = new_match("all=human")
    for role in match.waiting():
        match.act(role, {"kind": "done"})
    match.act(1, {"kind": "propose", "issues": package})
    match.act(0, {"kind": "accept"})
    while match.state.clock.step != "signing":
        kind = "reject" if match.state.clock.step == "table" else "done"
        match.act(match.waiting()[0], {"kind": kind})
        match.run()
    return match


def test_linear_signs_what_is_better_than_no_agreement_and_nothing_else() -> None:
    """Texts just above and just below the line, which its own bargaining seldom reaches."""
    gaps = set()
    for seed in range(60):
        pick = picker("signing", seed)
        issues = yalta().scenario.issues
        package = {name: pick_value(issue, pick) for name, issue in issues.items()}
        match = at_signing(package)
        known, offered = match.knowledge(0), match.offered(0)
        facts = facts_seen(known.public, known.view)
        gap = worth(known.public, known.own, facts).middle - walkaway(known.own, facts)

        act = TimePlayer().choose(Situation(*known, offered, 0, lambda _purpose, _bound: 0)).act

        assert act == (Sign((0,)) if gap > 0 else Done()), (package, gap)
        gaps.add(gap)
    assert any(-10 < gap <= 0 for gap in gaps)
    assert any(0 < gap < 10 for gap in gaps)


def pick_value(issue: Issue, pick: Pick) -> str | int:
    """Return a value for an issue."""
    values = values_of(issue)
    return values[pick(len(values))]


@pytest.mark.parametrize("seats", ["", "stalin=random", "roosevelt=random"])
def test_linear_never_completes_a_text_at_or_below_its_walk_away(seats: str, moments: list[Moment]) -> None:
    """Accepting what it would then not sign wastes the other side's time."""
    names = ["random" if f"{role}=random" in seats else "linear" for role in yalta().tables.public.roles]
    for seed in range(200):
        played(seats, seed)

    accepted = 0
    for known, _, choice in moments:
        if isinstance(choice.act, Accept) and names[known.view.role] == "linear":
            facts = facts_with(known, choice.act.instrument, choice.act.target)
            if None not in facts.clauses:
                before = facts_seen(known.public, known.view)
                improves = None not in before.clauses
                floor = walkaway(known.own, facts)
                value = worth(known.public, known.own, facts).middle
                assert value > floor or (improves and value > worth(known.public, known.own, before).middle)
                accepted += 1
    assert accepted > 5


@pytest.mark.parametrize("seats", ["", "stalin=random", "roosevelt=random"])
def test_linear_never_repeats_an_open_proposal(seats: str, moments: list[Moment]) -> None:
    """Saying the same again while it lies on the table is a turn thrown away, and looks broken."""
    names = ["random" if f"{role}=random" in seats else "linear" for role in yalta().tables.public.roles]
    for seed in SEEDS:
        played(seats, seed)

    proposed = 0
    for known, _, choice in moments:
        if isinstance(choice.act, Propose) and names[known.view.role] == "linear":
            text = known.view.texts[choice.act.instrument]
            assert text is not None
            mine = [p for p in text.proposals if p.role == known.view.role and p.status == "open"]
            assert choice.act.package not in [p.package for p in mine]
            proposed += 1
    assert proposed > 100


@pytest.mark.parametrize("issue", ["ports", "entry", "mongolia", "railways"])
def test_linear_answers_a_probe_and_a_why(issue: str) -> None:
    """Words are how a new player finds the zone of agreement; silence would teach them not to ask."""
    for intent, answers in (("probe", {"unacceptable", "not_enough", "close"}), ("ask_why", {"explain"})):
        match = new_match("roosevelt=human", 4)
        match.run()
        while match.state.clock.step != "table":
            match.act(1, {"kind": "done"})
            match.run()
        match.act(1, {"kind": "reject", "say": [{"intent": intent, "issue": issue}]})
        match.run()
        table = next(iter(match.state.tables), None)
        assert table is not None
        number = match.names.number("issue", issue)
        said = [(s.role, s.intent) for s in table.said if s.issue == number]

        assert said[0] == (1, intent)
        assert [role for role, _ in said[1:2]] == [0]
        assert said[1][1] in answers


def test_the_verdict_on_a_probe_follows_the_wish() -> None:
    """Asking for the other side's dream must sound better to it than asking for the opposite."""

    def answer(option: str) -> str:
        match = new_match("roosevelt=human", 4)
        match.run()
        while match.state.clock.step != "table":
            match.act(1, {"kind": "done"})
            match.run()
        act = {"kind": "propose", "issues": {"ports": option}, "say": [{"intent": "probe", "issue": "ports"}]}
        match.act(1, act)
        match.run()
        (table,) = match.state.tables
        assert table is not None
        return next(s.intent for s in table.said if s.role == 0)

    assert [answer(option) for option in ("lease_both", "free_both")] == ["close", "unacceptable"]


# What a player may know ------------------------------------------------------------------------------


def choices(tables: Tables, match: Match, name: str) -> list[Choice]:
    """Return what player `name` would choose in each seat after every act of `match`."""
    found = []
    names = Names(tables)
    state = initial_state(tables)
    players = {
        role: make_player(name, names, script_of(match.opened.scenario, match.roles[role])) for role in (0, 1)
    }
    for item in match.standing():
        assert item.entry is not None or item.type in ("reason", "player_changed")
        state = apply(state, item.entry) if item.entry else state
        if item.more:
            continue
        for role, player in players.items():
            known = Knowledge(tables.public, tables.roles[role], observe(tables.public, state, role))
            offered = templates(known)
            if offered:

                def draw(purpose: str, bound: int, *, key: str = f"{item.seq}/{role}") -> int:
                    return draw_below(f"{key}/{purpose}", bound)

                keyed: Draw = draw
                found.append(player.choose(Situation(*known, offered, 0, keyed)))
    return found


def changed(tables: Tables, role: int) -> Tables:
    """Return tables in which all that `role` cannot know is different."""
    other = tables.roles[1 - role]
    points = tuple(tuple(tuple(p + 7 for p in value) for value in issue[::-1]) for issue in other.points)
    stranger = replace(other, points=points, walkaway=1, moves=(), linkages=(), aims=())
    roles = (tables.roles[0], stranger) if role == 0 else (stranger, tables.roles[1])
    hidden = replace(
        tables.hidden,
        cards=tuple(replace(card, effects=(), noticed_by=0) for card in tables.hidden.cards),
        transits=tuple(replace(t, weights=tuple(w + 5 for w in t.weights)) for t in tables.hidden.transits),
        events=tuple(
            replace(e, weights=tuple(w + 5 for w in e.weights), effects=((),) * len(e.outcomes))
            for e in tables.hidden.events
        ),
        moves=((),) * len(tables.hidden.moves),
    )
    return replace(tables, roles=roles, hidden=hidden)


@pytest.mark.parametrize("name", player_names())
@pytest.mark.parametrize("seed", range(4))
def test_a_player_depends_on_what_its_seat_may_know_alone(name: str, seed: int) -> None:
    """AI players that peek at the other side's points would teach a lesson about cheating, not talking."""
    match = play_out(new_match("stalin=human,roosevelt=human", seed), picker("blind", seed))
    plain = choices(match.tables, match, name)

    assert len(plain) > 20
    assert choices(match.tables, match, name) == plain, "the same situation, the same choice"
    for role in (0, 1):
        strange = choices(changed(match.tables, role), match, name)
        mine = [n for n, seat in enumerate(seats_of(match)) if seat == role]
        assert [strange[n] for n in mine] == [plain[n] for n in mine]


def seats_of(match: Match) -> list[int]:
    """Return which seat each choice of `choices` belongs to."""
    found = []
    state = initial_state(match.tables)
    for item in match.standing():
        state = apply(state, item.entry) if item.entry else state
        if not item.more:
            for role in (0, 1):
                known = Knowledge(
                    match.tables.public, match.tables.roles[role], observe(match.tables.public, state, role)
                )
                found += [role] if templates(known) else []
    return found


def test_the_test_above_would_notice() -> None:
    """With its own points changed, linear does choose otherwise: the comparison has teeth."""
    match = play_out(new_match("stalin=human,roosevelt=human", 1), picker("blind", 1))
    other = changed(match.tables, 0)

    plain, strange = choices(match.tables, match, "linear"), choices(other, match, "linear")

    mine = [n for n, role in enumerate(seats_of(match)) if role == 1]
    assert [strange[n] for n in mine] != [plain[n] for n in mine]


def test_a_whole_game_does_not_depend_on_the_other_side_s_words() -> None:
    """Private texts are for people; were an AI player to see them, translations would change games."""

    def reword(data: Data) -> None:
        for role in data["roles"].values():
            role["walkaway"]["text"] = "Other words."
            role["persona"]["manner"] = "Other manners."
            for aim in role["aims"]:
                aim["text"] = "Another aim."

    for seed in range(5):
        plain, other = played("", seed), played("", seed, opened=varied(reword))
        assert plain.state == other.state


def test_random_plays_many_kinds_of_games() -> None:
    """A yardstick that always does the same thing measures nothing."""
    kinds: Counter[str] = Counter()
    for seed in range(30):
        match = played("all=random", seed)
        kinds.update(item.type for item in match.happenings)

    wanted = {"proposal_tabled", "proposal_accepted", "proposals_rejected", "card_sealed", "dispatch_sealed"}
    assert wanted <= set(kinds)
    assert {"issue_added", "adjournment_asked", "signed", "talks_broken_off"} <= set(kinds)
