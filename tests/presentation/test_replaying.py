"""A game read again from a seat: what it saw as it was told, the rest apart, and nothing of it too early."""

import json
from collections.abc import Iterator

import pytest

from game.engine import events as ev
from game.messages import text
from game.presentation.replaying import replay
from game.presentation.replaying_lines import replay_parts, sitting_parts
from game.presentation.sentences import sentence
from game.presentation.wording import Wording
from game.session.match import Match, Refusal
from game.storage.folders import find, open_folder
from tests.presentation.test_leaks import as_json, secrets, strange_points
from tests.session.matches import (
    HUMANS,
    Data,
    made_up,
    new_match,
    picker,
    play_out,
    played,
    varied,
    yalta,
)


def moscow(seed: int = 3, cut: str = "full") -> Match:
    opened = open_folder(find("moscow-1945"))
    seats = {**dict.fromkeys(opened.tables.public.roles, "linear"), "chance": "seeded"}
    match = Match.new(opened, seed=seed, seats=seats, cut=cut)
    match.run()
    return match


def lines(data: Data) -> Iterator[Data]:
    """Yield every line of a replay, in order."""
    for sitting in data["sittings"]:
        for step in sitting["steps"]:
            yield from step["lines"]


def finished() -> Iterator[Match]:
    yield played("", 3)
    yield played("all=random", 1)
    yield play_out(new_match(HUMANS, 4), picker("replay"))
    yield moscow()
    for seed in (1, 5, 9):
        yield play_out(
            Match.new(
                made_up(seed),
                seed=seed,
                seats={**dict.fromkeys(made_up(seed).tables.public.roles, "random"), "chance": "seeded"},
            ),
            picker("made up", seed),
        )


MATCHES = list(finished())


@pytest.mark.parametrize("match", MATCHES, ids=lambda match: match.opened.scenario.id)
def test_what_was_seen_is_told_as_it_was_and_all_else_stands_apart(match: Match) -> None:
    """The fog of then: line by line what the seat was told, not one line more or less."""
    wording = Wording(match.opened.scenario, match.tables)
    for role in range(len(match.roles)):
        data = replay(match, role, reveal=True)
        told = {}
        for item in match.told(role):
            event = item.entry.event if item.entry else None
            if event is None or isinstance(event, ev.SittingOpened):
                continue
            said = sentence(wording, event)
            if said:
                told[item.seq] = None if isinstance(event, ev.ProposalTabled) else said
        seen = {line["seq"]: line["text"] for line in lines(data) if line["kind"] == "seen"}

        assert set(seen) == set(told)
        assert all(said is None or seen[seq] == said for seq, said in told.items())
        audience = {item.seq: item.audience for item in match.standing()}
        for line in lines(data):
            assert bool(audience[line["seq"]] >> role & 1) == (line["kind"] == "seen")
            assert line["kind"] == "seen" or line["behind"] is None
        assert [sitting["sitting"] for sitting in data["sittings"]] == [
            match.opened.scenario.calendar[number].id for number in range(len(data["sittings"]))
        ]
        fogged = replay(match, role, reveal=False)
        assert [{**line, "behind": None} for line in lines(data) if line["kind"] == "seen"] == list(
            lines(fogged)
        )
        assert fogged["hands"] is None
        assert all(sitting["stood"] is None for sitting in fogged["sittings"])
        assert json.loads(json.dumps(data)) == data


@pytest.mark.parametrize("match", MATCHES, ids=lambda match: match.opened.scenario.id)
def test_every_thought_stands_once_below_the_act_it_belongs_to(match: Match) -> None:
    """Who thought what must be seen at a glance: a reason below somebody else's act would lie."""
    reasons = [item for item in match.standing() if item.type == "reason"]
    first = {}
    batch = []
    for item in match.standing():
        batch.append(item.seq)
        first[item.seq] = batch[0]
        if item.more == 0:
            batch = []
    for role in range(len(match.roles)):
        found = list(lines(replay(match, role, reveal=True)))
        thoughts = [line for line in found if line["kind"] == "thought"]

        assert sorted(line["seq"] for line in thoughts) == [item.seq for item in reasons]
        for place, line in enumerate(found):
            before = next((one for one in reversed(found[:place]) if one["kind"] != "thought"), None)
            assert line["kind"] != "thought" or before is None or before["seq"] <= line["seq"]
            if line["kind"] == "thought" and before and first[before["seq"]] == first[line["seq"]]:
                assert before["by"] in (line["by"], None)


def test_hidden_causes_are_named() -> None:
    """Good will fell: then it was a riddle, now it is the other side's card."""
    match = played("", 3)
    data = replay(match, 0, reveal=True)
    causes = [line["behind"] for line in lines(data) if line["behind"]]

    assert {cause["id"] for cause in causes} == {"chiang"}
    assert all(cause["role"] == "roosevelt" for cause in causes)
    card = match.opened.scenario.cards["chiang"].name
    said = "\n".join("".join(row) for _, rows in replay_parts(data) for row in rows)
    assert said.count(text("replay/behind_cards", role="American side", name=card)) == 1
    hidden = [line for line in lines(data) if line["kind"] == "hidden"]
    assert any(card in line["text"] for line in hidden)
    assert data["hands"][0]["cards"] == [card]
    assert any(track["track"] == "need" for track in data["sittings"][0]["stood"]["tracks"])


def test_letters_instructions_and_rooms_one_was_not_in_are_told() -> None:
    """The flagship's fog: cables on their way, a delegate's instructions, texts known by minutes."""
    match = moscow()
    data = replay(match, match.role_number("stalin"), reveal=True)
    held = {one["role"]: one for one in data["hands"]}
    assert held["song"]["instructions"]
    assert not held["chiang"]["instructions"]
    assert not next(o for o in replay(match, 2, reveal=True)["hands"] if o["role"] == "song")["instructions"]
    stood = [sitting["stood"] for sitting in data["sittings"]]
    assert any(one["tracks"] for one in stood)
    for role in range(len(match.roles)):
        for sitting in replay(match, role, reveal=True)["sittings"]:
            assert all(letter["role"] != match.roles[role] for letter in sitting["stood"]["letters"])
    chongqing = replay(match, match.role_number("chiang"), reveal=True)
    texts = [one for sitting in chongqing["sittings"] for one in sitting["stood"]["texts"]]
    assert any(one["known"] for one in texts)
    assert any(not one["up_to_date"] for one in texts)
    letters = [letter for sitting in chongqing["sittings"] for letter in sitting["stood"]["letters"]]
    assert letters


def test_before_the_end_there_is_nothing_to_reveal() -> None:
    """Asked too early it refuses; what one's own seat saw is no secret from it."""
    match = new_match(HUMANS, 2)
    pick = picker("early")
    kept = {role: secrets(yalta(), role) for role in match.roles}
    for _ in range(12):
        play_out(match, pick, most=1)
        if match.ended:
            break
        for role, name in enumerate(match.roles):
            with pytest.raises(Refusal) as refusal:
                replay(match, role, reveal=True)
            assert refusal.value.code == "session/not_over"
            shown = json.dumps(replay(match, role, reveal=False), ensure_ascii=False)
            other = kept[match.roles[1 - role]]
            for kind in ("card names", "card texts", "dispatch names", "walk-away", "aims"):
                assert not any(as_json(secret) in shown for secret in other[kind]), (name, kind)


@pytest.mark.parametrize("other", ["stalin", "roosevelt"])
def test_the_other_side_s_wishes_change_nothing_in_one_s_own_replay(other: str) -> None:
    """The same acts by people, other points behind them: the fogged replay is the same."""
    role = 1 - yalta().tables.public.roles.index(other)
    plain = play_out(new_match(HUMANS, 8), picker("points"))
    strange = play_out(new_match(HUMANS, 8, opened=varied(strange_points(other))), picker("points"))

    assert replay(plain, role, reveal=False) == replay(strange, role, reveal=False)


def test_what_was_taken_back_is_not_read_again() -> None:
    """The replay is of the game that stood."""
    match = play_out(new_match("stalin=human", 6), picker("taken"), most=4)
    match.undo()
    play_out(match, picker("then"))
    standing = {item.seq for item in match.standing()}

    assert any(item.type == "undone" for item in match.happenings)
    assert {line["seq"] for line in lines(replay(match, 0, reveal=True))} <= standing


def test_who_of_two_people_acted_is_told_to_their_seat_alone() -> None:
    """A shared seat reads who acted; the other side does not even after the end."""
    seats = {"stalin": "human", "roosevelt": "linear", "chance": "seeded"}
    match = Match.new(yalta(), seed=1, seats=seats, people={"stalin": ["Ann", "Bo"]})
    match.run()
    while not match.ended:
        kinds = {template.kind for template in match.offered(0)}
        match.act(0, {"kind": "done" if "done" in kinds else "reject"}, person="Ann")
        match.run()
    acted = text("reading/note_acted", person="Ann")

    assert any(line["text"] == acted for line in lines(replay(match, 0, reveal=True)))
    assert not any(line["text"] == acted for line in lines(replay(match, 1, reveal=True)))


@pytest.mark.parametrize("match", MATCHES, ids=lambda match: match.opened.scenario.id)
def test_marks_before_the_lines_say_who_saw_them(match: Match) -> None:
    """Without colour and piped: one sign for seen, hidden and thought, explained on every sitting."""
    data = replay(match, 0, reveal=True)
    legend = text("replay/legend", role=data["role_name"])
    for number in range(len(data["sittings"])):
        parts = sitting_parts(data, number)
        assert parts[0][1][0].said == legend
        for _, rows in parts[1:]:
            assert rows
            assert {row.lead.strip() for row in rows} <= {"*", "~", ">", ""}
            for row in rows:
                if row.lead.strip() == ">":
                    assert row.said.split(":")[0] in data["role_names"].values()


def test_what_a_diplomat_has_learned_is_told_by_names_not_by_ids() -> None:
    match = new_match("all=diplomat", 5)
    match.run()
    told = [
        line["text"]
        for line in lines(replay(match, 0, reveal=True))
        if line["kind"] == "thought" and line["code"] == "reason/learned"
    ]
    scenario = match.opened.scenario
    titles = {issue.title for issue in scenario.issues.values()}
    assert told
    for words in told:
        assert any(role.short in words for role in scenario.roles.values())
        assert sum(f"“{title}”" in words for title in titles) == 2
