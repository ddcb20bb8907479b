"""What AI players weigh beside points: a card's price, support at home, the last turn, others' needs.

Each test watches whole games and looks only at moments where the judgement makes the difference.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

from game.engine.acts import Accept, Act, Instruct, Play, Propose, Reject, Speak
from game.engine.facts import facts_seen, holds
from game.negotiators.at_table import Turn
from game.negotiators.bidding import Scales
from game.negotiators.linear import TimePlayer
from game.negotiators.player import Choice, Situation
from game.negotiators.tactics import TimeTactic
from game.session.match import Match
from game.session.seats import resolve
from game.storage.folders import Opened, find, open_folder

Watch = Callable[[Situation, Act], None]


@cache
def opened(name: str) -> Opened:
    return open_folder(find(name))


class Watched:
    """`linear`, with somebody looking at what it knew and did."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._player = TimePlayer()

    def choose(self, situation: Situation) -> Choice:
        choice = self._player.choose(situation)
        self._watch(situation, choice.act)
        return choice


def watch_games(name: str, seat: str, seeds: Iterable[int], watch: Watch) -> list[Match]:
    """Play with `linear` everywhere, `watch` looking at every choice of one seat."""
    scenario, found = opened(name), []
    roles = scenario.tables.public.roles
    for seed in seeds:
        match = Match.new(scenario, seed=seed, seats=resolve({"all": "linear"}, roles))
        match.seat_player(roles.index(seat), Watched(watch))
        match.run()
        found.append(match)
    return found


def test_a_card_is_played_only_while_it_is_worth_its_price() -> None:
    """To tell Washington what nobody at home was asked about costs support at once."""
    left = played = 0

    def watch(situation: Situation, act: Act) -> None:
        nonlocal left, played
        facts = facts_seen(situation.public, situation.view)
        offered = [card for t in situation.offered if t.kind == "play" for card in t.choices]
        for own in situation.own.cards:
            if own.card in offered and own.worth_when is not None:
                is_worth_it = holds(own.worth_when, facts)
                left += not is_worth_it
                if isinstance(act, Play) and act.card == own.card:
                    played += 1
                    assert is_worth_it

    watch_games("moscow-1945", "chiang", range(12), watch)
    assert left, "some card was offered when it was not worth its price"
    assert played, "and some card was played when it was"


def test_a_principal_grants_nothing_that_would_cost_it_the_ratification() -> None:
    """Leave to sign what cannot then be ratified only makes two enemies."""
    refused = granted = 0

    def watch(situation: Situation, act: Act) -> None:
        nonlocal refused, granted
        support = situation.view.tracks[3]
        assert support is not None
        if not any(t.kind == "instruct" for t in situation.offered):
            return
        price = 1 + (situation.view.seat.forks[council] != full)
        if support - price < 3:
            refused += any(letter.wants for letter, _ in situation.view.seat.inbox)
            assert not isinstance(act, Instruct)
        else:
            granted += isinstance(act, Instruct)

    scenario = opened("moscow-1945").scenario
    assert list(scenario.tracks)[3] == "support"
    council = list(scenario.forks).index("council")
    full = list(scenario.forks["council"].choices).index("full")
    watch_games("moscow-1945", "chiang", range(20), watch)

    assert refused, "there was a question, and too little support"
    assert granted


def test_nothing_is_expected_of_later_once_there_is_no_later() -> None:
    """On its last turn a seat takes only what it would then sign."""
    last = 0

    def watch(situation: Situation, act: Act) -> None:
        nonlocal last
        table = situation.view.table
        if table is None or not isinstance(act, Accept):
            return
        if not Turn(situation, TimeTactic())._moment.is_last:
            return
        scales = Scales(situation.public, situation.own, situation.view, act.instrument)
        proposal = scales.text.proposals[act.target - 1]
        if proposal.reading < 0:
            last += 1
            assert scales.worth_with(proposal.package, 0) > scales.walkaway

    watch_games("moscow-1945", "song", range(20), watch)
    watch_games("yalta-1945", "roosevelt", range(40), watch)
    assert last > 5


def test_what_only_the_other_side_needs_is_taken_into_an_offer() -> None:
    """A text the other side cannot sign is worth nothing: silence on its wish is given up."""
    taken_in = 0

    def watch(situation: Situation, act: Act) -> None:
        nonlocal taken_in
        if not isinstance(act, Propose):
            return
        scales = Scales(situation.public, situation.own, situation.view, act.instrument)
        wishes = scales.wishes()
        for issue, clause in act.package:
            if issue not in scales.open_issues() and scales.text.clauses[issue] is None:
                taken_in += 1
                assert issue in wishes
                values = situation.own.middles[issue]
                assert values[clause.value] >= values[wishes[issue]], "no dearer than the wish"

    watch_games("moscow-1945", "stalin", range(12), watch)
    assert taken_in > 5


def test_who_can_only_hear_asks_once_and_is_answered() -> None:
    """The Marshal did not come to Moscow to look at the ceiling."""
    asked = 0
    spoken: list[bool] = []

    def watch(situation: Situation, act: Act) -> None:
        nonlocal asked
        if isinstance(act, Reject) and any(said.intent == "probe" for said in act.say):
            asked += 1

    def hear(situation: Situation, act: Act) -> None:
        table = situation.view.table
        if table is not None and any(said.intent == "probe" and said.role == guest for said in table.said):
            spoken.append(isinstance(act, Speak))

    guest = opened("moscow-1945").tables.public.roles.index("choibalsan")
    unification = list(opened("moscow-1945").scenario.issues).index("unification")
    matches = watch_games("moscow-1945", "choibalsan", range(10), watch)
    assert 0 < asked < 10, "in some games the host speaks unasked"
    assert all(match.state.texts[3].clauses[unification] is not None for match in matches)
    watch_games("moscow-1945", "stalin", range(10), hear)
    assert any(spoken)


def test_a_host_asks_before_keeping_silent() -> None:
    """A meeting of thirty-five minutes is not ended by its host with the first word."""
    first: list[Act] = []

    def watch(situation: Situation, act: Act) -> None:
        table = situation.view.table
        if table is not None and table.texts >> 3 & 1 and table.turn == 0:
            first.append(act)

    watch_games("moscow-1945", "stalin", range(10), watch)

    assert len(first) == 10
    assert {type(act) for act in first} == {Speak, Reject}


def test_a_refusal_names_a_real_obstacle() -> None:
    """What is asked for anyway is no reason to refuse."""
    explained = 0

    def watch(situation: Situation, act: Act) -> None:
        nonlocal explained
        for said in getattr(act, "say", ()):
            if said.intent == "explain" and isinstance(act, Reject):
                number = situation.public.issues[said.issue].instrument
                scales = Scales(situation.public, situation.own, situation.view, number)
                if situation.view.table is not None and not _was_asked_why(situation, said.issue):
                    explained += 1
                    assert scales.loss(said.issue, scales.wishes()[said.issue]) > 0

    watch_games("moscow-1945", "stalin", range(8), watch)
    watch_games("moscow-1945", "song", range(8), watch)
    assert explained > 20


def _was_asked_why(situation: Situation, issue: int) -> bool:
    table = situation.view.table
    return table is not None and any(s.intent == "ask_why" and s.issue == issue for s in table.said)


def test_a_principal_answers_every_question_once() -> None:
    """A delegate who hears nothing does not know whether the cable was lost."""
    questions = answers = 0
    for match in watch_games("moscow-1945", "chiang", range(12), lambda _situation, _act: None):
        chiang, song = match.role_number("chiang"), match.role_number("song")
        seat = match.state.seats[chiang]
        words = [letter for letter in seat.outbox if letter.words and letter.addressee == song]
        asked = [(letter, received) for letter, received in seat.inbox if letter.wants]
        questions += len(asked)
        answers += len(words)
        assert len(words) <= len(asked)
        for letter, received in asked[:-1]:  # the last may have come too late for any answer
            later = [o for o in seat.outbox if o.addressee == song and o.sent >= received]
            assert later, (match.header.seed, letter)
    assert questions > answers > 5


def test_a_clause_is_asked_for_in_the_form_that_suits() -> None:
    """Moscow would rather speak of a date than write it into the treaty, and gives way in that, too."""
    forms: Counter[int] = Counter()

    def watch(situation: Situation, act: Act) -> None:
        if not isinstance(act, Propose):
            return
        for issue, clause in act.package:
            if issue == manchuria:
                forms[clause.form] += 1
                template = next(t for t in situation.offered if t.kind == "propose")
                assert template.forms or clause.form == 0

    manchuria = list(opened("moscow-1945").scenario.issues).index("manchuria")
    watch_games("moscow-1945", "stalin", range(16), watch)
    assert forms[2], "by word of mouth, where it can be had"
    assert forms[0] + forms[1], "and in writing, where it cannot"
    forms.clear()
    watch_games("moscow-1945", "song", range(8), watch)
    assert set(forms) == {0}, "the delegation wants an article"
