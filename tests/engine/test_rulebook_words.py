"""What words mean: understandings, definitions, notes, readings, contradictory promises."""

from game.engine import events as ev
from tests.engine.capitals import capital, council, leased, settle, signed, spoken
from tests.engine.playing import Game

NEAR, FAR = 2, 3
"""The readings of the old border, by number; those of the river come first."""
SECRET = {"value": "high", "publicity": "secret"}


def old_border(sitting: str = "talks") -> Game:
    """Return a table where the ambiguous border has just been initialled, the proposer's turn."""
    game = capital(sitting)
    (first,) = game.waiting
    other = {"envoy": "chancellor", "chancellor": "envoy"}[first]
    return game.act(first, "propose", instrument="treaty", issues={"border": "old"}).act(other, "accept")


# Understandings ---------------------------------------------------------------------------------


def test_the_speaker_picks_words_and_the_hearer_privately_what_they_mean() -> None:
    """No assent is asked: words are spoken. What was heard is the hearer's own."""
    game = council("parlour", "table")
    assert "speak" in game.kinds("mayor")
    game.act("mayor", "speak", value="looms")

    assert game.clauses("promise") == {"word": "looms"}
    assert "speak" not in game.kinds("weaver")
    game.act("weaver", "hear", reading="shelter")

    assert "weaver" in game.waiting, "hearing uses up no turn"
    assert game.view("weaver").seat.heard != ()
    assert game.view("mayor").seat.heard == ()


def test_words_are_heard_once_as_they_stand_and_again_if_others_are_spoken() -> None:
    """One makes up one's mind about a sentence; a new sentence is a new matter."""
    game = spoken(council("parlour", "table"), "shelter")
    assert "hear" not in game.kinds("weaver")
    assert game.refused("weaver", "hear", reading="wages") == "act/not_now"

    game.act("weaver", "reject").act("mayor", "speak", value="luck")
    assert game.clauses("promise") == {"word": "luck"}
    assert "hear" not in game.kinds("weaver"), "plain words need no hearing"


def test_hearing_can_wait_for_any_step_of_ones_own() -> None:
    """What somebody meant is often settled at home."""
    game = spoken(council("parlour", "table")).go_to("hall", "desk")

    game.act("weaver", "hear", reading="wages")
    assert game.view("weaver").seat.heard == ((2, 0, 1),)


def test_spoken_words_are_not_signed_and_stay_spoken() -> None:
    """An understanding binds nobody in law, and nobody can take it back."""
    game = spoken(council("parlour", "table")).finish()

    assert game.text("promise").status == "spoken"
    assert council("parlour", "table").finish().text("promise").status == "lapsed"


def test_how_words_were_heard_may_decide_what_they_come_to_mean() -> None:
    """The weaver told everybody what he had been promised."""
    heard = spoken(council("parlour", "table"), "shelter").finish()
    unheard = spoken(council("parlour", "table")).finish()

    assert [e.reading for e in heard.happened(ev.ReadingPrevailed)] == [0]
    assert [e.reading for e in unheard.happened(ev.ReadingPrevailed)] == [1]


# Contradictory promises -------------------------------------------------------------------------


def test_a_contradiction_is_learned_by_publication_and_the_weaker_form_gives_way() -> None:
    """High rent leaves nothing for the looms. An article outweighs words, whichever came first."""
    game = spoken(leased(), "shelter")
    assert game.happened(ev.ContradictionLearned) == [], "learned when the sitting closes"
    game.go_to("hall", "desk")

    assert game.happened(ev.ContradictionLearned)[0].conflict == 0
    assert game.track("shame") == 1
    assert game.clauses("promise") == {}
    assert game.clauses("lease") == {"rent": "high"}


def test_a_contradiction_stays_hidden_while_the_injured_party_does_not_know() -> None:
    """Being able to promise the same thing twice is what secret clauses are for."""
    game = spoken(leased(SECRET)).go_to("hall", "table")

    assert game.track("shame") == 0
    assert game.clauses("promise") == {"word": "looms"}


def test_a_contradiction_is_learned_by_disclosure() -> None:
    """The miller talked: the weaver knows the secret clause, and so what the words were worth."""
    game = spoken(leased(SECRET)).go_to("hall", "desk").act("miller", "play", card="gossip").all_done()
    assert game.view("weaver").seat.known[1] is not None
    assert game.view("abbot").seat.known[1] is None, "told to the weaver alone"

    game.go_to("hall", "cable").finish()

    assert game.track("shame") == 1
    assert game.view("weaver").seat.learned == 0b1
    assert game.view("mayor").seat.learned == 0b1
    assert game.view("miller").seat.learned == 0


def test_an_effect_may_publish_a_text_its_secret_clauses_too() -> None:
    """Read out at the gate it is known to everybody."""
    game = spoken(leased(SECRET)).go_to("hall", "desk").act("abbot", "play", card="poster").all_done()

    assert game.view("weaver").seat.known[1] is not None
    assert game.view("scribe").seat.known[1] is not None


def test_in_the_aftermath_every_contradiction_comes_out() -> None:
    """Nothing stays secret for ever; the cost is paid late."""
    game = spoken(leased(SECRET)).go_to("hall", "cable")
    assert game.track("shame") == 0

    game.finish()

    assert game.track("shame") == 1
    assert [e.conflict for e in game.happened(ev.ContradictionLearned)] == [0]
    assert [(e.instrument, e.issue) for e in game.happened(ev.ClauseGaveWay)] == [(2, 2)]


def pond(form: str, rent_form: str) -> Game:
    """Return the end of a game in which the pond contradicts a secret low rent."""
    game = leased({"value": "low", "form": rent_form, "publicity": "secret"}).go_to("hall", "table")
    clause = {"value": "pond", "form": form}
    game.act("abbot", "propose", issues={"water": clause}).act("weaver", "adjourn").act("miller", "adjourn")
    game.act("mayor", "accept").go_to("hall", "signing")
    return game.act("mayor", "sign").act("miller", "sign").act("abbot", "sign").finish()


def test_of_two_signed_clauses_the_less_firm_form_gives_way() -> None:
    """Article before note before minute before words, unless the author says otherwise."""
    assert pond("note", "article").clauses("lease") == {"rent": "low"}
    assert pond("note", "article").clauses("charter") == {}
    assert pond("article", "note").clauses("lease") == {}


def test_of_two_clauses_equally_firm_the_second_of_the_conflict_gives_way() -> None:
    """The author writes first what is to stand."""
    assert pond("article", "article").clauses("lease") == {}
    assert pond("article", "article").clauses("charter") == {"water": "pond"}


def test_what_is_only_initialled_is_no_promise_yet() -> None:
    """A draft contradicts nothing."""
    game = council().act("mayor", "propose", instrument="lease", issues={"rent": "high"})
    game.act("miller", "accept").go_to("parlour", "table")

    spoken(game).finish()
    assert game.happened(ev.ContradictionLearned) == []


# Definitions ------------------------------------------------------------------------------------


def test_an_accepted_definition_fixes_what_a_clause_means() -> None:
    """An agreed minute: the other readings are gone, for both."""
    game = old_border().act("envoy", "define", issue="border", reading="far").act("chancellor", "accept")

    assert game.now(ev.ReadingDefined) == [ev.ReadingDefined(0, 2, 0, FAR)]
    assert game.text().defined[0] == FAR
    assert game.worth("chancellor").worst == game.worth("chancellor").best
    assert "define" not in game.kinds("envoy")


def test_a_refused_definition_is_remembered_against_the_refuser() -> None:
    """He would not say what it meant: that weighs when the words are read."""
    game = old_border().act("envoy", "define", reading="near").act("chancellor", "reject")

    assert game.now(ev.DefinitionRefused) == [ev.DefinitionRefused(0, 0, NEAR, 2)]
    assert game.text().refusals[0] == 0b100
    assert "define" in game.kinds("envoy")


def test_an_unanswered_definition_lapses_like_any_proposal() -> None:
    """Saying nothing is not refusing."""
    game = old_border().act("envoy", "define", reading="near").act("chancellor", "adjourn")
    game.go_to("signature", "desk")

    assert game.proposals() == ["initialled", "lapsed"]
    assert game.text().refusals[0] == 0


def test_a_refusal_weighs_when_the_words_are_read() -> None:
    """The border is read `near` where the envoy refused to define it, else `far`, at a cost."""
    game = old_border().act("envoy", "reject").act("chancellor", "define", reading="far")
    game.act("envoy", "reject")
    settle(game, border="old", tribute=0).act("envoy", "sign").act("chancellor", "sign").finish()
    assert [e.reading for e in game.happened(ev.ReadingPrevailed)] == [NEAR]
    assert game.track("trust") == 3

    game = signed(border="old", tribute=0).finish()
    assert [e.reading for e in game.happened(ev.ReadingPrevailed)] == [FAR]
    assert game.track("trust") == 1


def test_an_agreed_definition_prevails_over_what_would_have_been_read() -> None:
    """What was settled in a minute is not read again, and its effects happen all the same."""
    game = old_border("signature").act("chancellor", "define", reading="far").act("envoy", "accept")
    game.act("chancellor", "propose", instrument="treaty", issues={"tribute": 0}).act("envoy", "accept")
    game.finish()
    assert game.happened(ev.ReadingPrevailed) == [], "nothing prevails in a text not signed"

    game = old_border().act("envoy", "define", reading="near").act("chancellor", "accept")
    settle(game, tribute=0).act("envoy", "sign").act("chancellor", "sign").finish()
    assert game.happened(ev.ReadingPrevailed) == [], "it was agreed, so nothing has to prevail"
    assert game.text().readings[0] == NEAR


def test_other_words_are_undefined_again() -> None:
    """A definition is of a wording; change the wording and it is gone."""
    game = old_border().act("envoy", "define", reading="far").act("chancellor", "accept")
    game.act("envoy", "propose", instrument="treaty", issues={"border": "ridge"}).act("chancellor", "accept")

    assert game.text().defined[0] == -1


def test_a_definition_of_words_changed_meanwhile_comes_to_nothing() -> None:
    """Accepting yesterday's definition does not change today's words."""
    game = old_border().act("envoy", "define", reading="far")
    game.act("chancellor", "propose", instrument="treaty", issues={"border": "ridge"})
    game.act("envoy", "accept").act("chancellor", "accept", target=2)

    assert game.now(ev.ReadingDefined) == []
    assert game.clauses() == {"border": "ridge"}


# Notes ------------------------------------------------------------------------------------------


def test_a_signatory_notes_privately_what_it_takes_a_clause_to_mean_and_how_sure_it_is() -> None:
    """Asked at the time, for the debrief: hindsight is no witness. It uses up no turn."""
    game = old_border().act("envoy", "note", reading="far", sure=3)

    assert game.waiting == ["envoy"]
    assert game.view("envoy").seat.notes == ((0, 2, FAR, 3),)
    assert game.view("chancellor").seat.notes == ()
    assert "note" not in game.kinds("envoy"), "once for the words as they stand"
    assert old_border().refused("envoy", "note", sure=4) == "act/how_sure"


def test_notes_are_asked_for_three_times_a_game() -> None:
    """Enough to learn from, not enough to annoy."""
    game = old_border().act("envoy", "note", reading="far")
    for border, way, reading in (("river", "open", "armies"), ("old", "shut", "path")):
        package = {"border": border, "pass": way}
        game.act("envoy", "propose", instrument="treaty", issues=package).act("chancellor", "accept")
        game.act("envoy", "note", issue="pass", reading=reading)
    game.act("envoy", "propose", instrument="treaty", issues={"border": "river"}).act("chancellor", "accept")

    assert len(game.view("envoy").seat.notes) == 3
    game.go_to("signature", "table")
    assert game.refused("chancellor", "note", sure=0) == "act/how_sure"
    game.act("chancellor", "reject")
    assert "note" not in game.kinds("envoy")


# What an ambiguous clause is worth --------------------------------------------------------------


def test_the_holder_of_an_ambiguous_clause_sees_its_worst_and_its_best_reading() -> None:
    """Signing such words is a bet, and one knows the stakes."""
    game = old_border()

    assert game.worth("envoy")[::2] == (10, 30)
    assert game.worth("chancellor")[::2] == (10, 30)


def test_how_words_stand_is_known_only_to_who_reads_the_text() -> None:
    """The king does not see an ambiguity he has had no report of."""
    assert old_border().view("king").texts[0] is None
