"""Looking back in a browser: who may and when, every page, what if, what is taken home, odd addresses."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from game.engine.acts import Propose, Reject, Say
from game.engine.asking import act_data
from game.messages import text
from game.presentation.what_if import moments_data
from game.report import chapters
from game.session.finishing import finished
from game.session.match import Match
from game.storage.log import read_log
from game.web.looking_back import rooms
from game.web.looking_back.past import Past
from tests.presentation.test_leaks import secrets
from tests.session.classroom.classes import match_of
from tests.session.matches import HUMANS, new_match, one_act, picker, some_act
from tests.web.sitting import ORIGIN, Sitting, Visitor, run, sitting
from tests.web.test_student import MARKED, pair, waited_for

OWN = "/seat/debrief"
SEED = "271828182845"
NOTE = "Between us: give way on the railways."
SHOWN = ("", "/chapter/history", "/chapter/possible", "/debrief.html", "/record.jsonl", "/replay", "/what-if")
SHOWN_TICKETS = ("/what-if/x", "/what-if/x/progress")
TAKEN = ("/what-if", "/what-if/x/stop", "/what-if/x/left")


def group_base(number: int) -> str:
    return f"/teacher/group/{number}/debrief"


async def play_on(here: Sitting, group: int = 1) -> None:
    """Let AI players take a group's seats, and play to the end."""
    for role in here.room.seats:
        here.room.leave_to_ai(group, role)
    await asyncio.to_thread(here.room.go_on, group)
    await here.settled(group)
    assert here.room.groups[group].ended


@asynccontextmanager
async def over(path: Path, **rules: Any) -> AsyncIterator[tuple[Sitting, list[Visitor]]]:
    """Give a class whose first group is over, with its two people; the class itself goes on."""
    async with sitting(path, **rules) as here:
        here.room._facts["seed"] = SEED
        people = await pair(here)
        await play_on(here)
        yield here, people


async def key_of(visitor: Visitor) -> str:
    await visitor.get(f"{OWN}/what-if")
    return visitor.key


async def answered(visitor: Visitor, address: str) -> dict[str, Any]:
    """Wait until a what-if is no longer played."""
    for _ in range(600):
        found: dict[str, Any] = (await visitor.http.get(f"{address}/progress")).json()
        if not found["open"]:
            return found
        await asyncio.sleep(0.1)
    raise AssertionError("the games do not come to an end")


# Who, and when --------------------------------------------------------------------------------------------


def test_nothing_of_it_is_reached_before_the_end(tmp_path: Path) -> None:
    """Not one's own, not through the teacher's addresses, not by forms, not by who is not in the class."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2) as here:
            people, teacher, stranger = await pair(here), await here.teacher(), here.visitor()
            teachers_key = teacher.key
            for number, visitor in enumerate(people):
                kept = secrets(here.room.opened, here.room.seats[1 - number])
                await visitor.get("/seat/notes")
                key = visitor.key
                for path in (*SHOWN, *SHOWN_TICKETS):
                    assert (await visitor.get(OWN + path)).status_code == 403, path
                    assert text("web/not_over") in visitor.page
                    assert not any(
                        plain(words) in plain(visitor.page) for all_ in kept.values() for words in all_
                    )
                    assert (await visitor.get(group_base(1) + path)).status_code == 403, path
                for path in TAKEN:
                    answer = await visitor.post(OWN + path, key=key, moment="1/stalin", do="ask")
                    assert answer.status_code == 403, path
            for path in (*SHOWN, *SHOWN_TICKETS):
                assert (await stranger.get(OWN + path)).status_code == 403
                assert (await teacher.get(group_base(1) + path)).headers["location"] == "/teacher"
                assert (await teacher.get(group_base(7) + path)).headers["location"] == "/teacher"
            for path in TAKEN:
                assert (await stranger.post(OWN + path, do="ask")).status_code == 403
                answer = await teacher.post(group_base(1) + path, key=teachers_key, do="ask")
                assert answer.headers["location"] == "/teacher"

    run(test)


def test_who_is_done_looks_back_on_the_own_group_alone(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, groups=2) as here:
            here.room._facts["seed"] = SEED
            people = [await here.student(name) for name in ("Anna", "Bo", "Cleo", "Dee", "Eva")]
            here.room.seat(5, 1, "")
            here.room.start()
            await here.settled(1)
            await play_on(here, 1)
            for number, visitor in enumerate(people, start=1):
                wanted = 200 if here.room.register[number].group == 1 else 403
                for path in SHOWN[:-2]:
                    answer = await visitor.get(OWN + path)
                    assert answer.status_code == (403 if path == "/record.jsonl" else wanted), path
                    assert (await visitor.get(group_base(1) + path)).status_code == 403
            watcher = people[4]
            await watcher.get(OWN)
            assert all(
                here.room.opened.scenario.roles[role].short in watcher.page for role in here.room.seats
            )
            teacher = await here.teacher()
            assert f'href="{group_base(1)}"' in teacher.page
            assert f'href="{group_base(2)}"' not in teacher.page
            for path in SHOWN:
                assert (await teacher.get(group_base(1) + path)).status_code == 200
                assert (await teacher.get(group_base(2) + path)).status_code == 303
            here.room.seat(5, 2, "")
            assert (await watcher.get(OWN)).status_code == 403

    run(test)


def test_the_luck_of_groups_that_play_on_is_told_to_nobody(tmp_path: Path) -> None:
    """All groups draw from one seed: it is in the record, which students get when nobody plays any more."""

    async def test() -> None:
        async with over(tmp_path, groups=2) as (here, people):
            visitor = people[0]
            for path in (
                *SHOWN,
                *(f"/chapter/{one.code}" for one in chapters(Past(match_of(here.room, 1)).data())),
            ):
                await visitor.get(OWN + path)
                assert SEED not in visitor.page, path
            here.room.end()
            await visitor.get(f"{OWN}/debrief.html")
            assert SEED in visitor.page
            answer = await visitor.get(f"{OWN}/record.jsonl")
            assert SEED in answer.text

    run(test)


def test_the_record_is_the_group_s_game_and_nobody_s_notes(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            await people[1].get("/seat/notes")
            await people[1].post("/seat/notes", key=people[1].key, notes=NOTE)
            await play_on(here)
            here.room.end()
            answer = await people[0].get(f"{OWN}/record.jsonl")
            assert answer.headers["content-disposition"] == 'attachment; filename="yalta-1945-group-1.jsonl"'
            assert NOTE not in answer.text
            log = tmp_path / "taken.jsonl"
            log.write_bytes(answer.content)
            read = Match.taken_up(read_log(log), name="taken")
            assert read.happenings == match_of(here.room, 1).happenings
            answer = await people[0].get(f"{OWN}/debrief.html")
            assert answer.headers["content-disposition"].startswith("attachment")
            assert NOTE not in answer.text
            assert "<script" not in answer.text

    run(test)


# The pages ------------------------------------------------------------------------------------------------


def test_every_chapter_says_what_the_report_says(tmp_path: Path) -> None:
    """Drawn or not: each line of the report stands on its page."""

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            past = Past(match_of(here.room, 1))
            found = chapters(past.data())
            assert len(found) > 8
            for chapter in found:
                answer = await people[0].get(f"{OWN}/chapter/{chapter.code}")
                assert answer.status_code == 200
                seen = plain(answer.text)
                assert chapter.title in seen
                if chapter.code in ("history", "timeline", "knew"):
                    continue
                for one in chapter.sections:
                    for words in (*one.paragraphs, *(point.line for point in one.points)):
                        assert " ".join(words.split()) in seen, chapter.code
            await people[0].get(f"{OWN}/chapter/history")
            for clause in past.data()["against_history"]["clauses"]:
                assert clause["documented"]["wording"].split("\n")[0] in unescape(people[0].page)
            await people[0].get(f"{OWN}/chapter/possible")
            assert people[0].page.count('role="img"') == 2
            await people[0].get(f"{OWN}/chapter/timeline")
            assert people[0].page.count('role="img"') == 2

    run(test)


def plain(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def test_the_game_is_read_again_act_by_act_from_every_seat(tmp_path: Path) -> None:
    """By plain links from the first act to the last and back; what was hidden only where it is asked for."""

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            visitor, past = people[0], Past(match_of(here.room, 1))
            for role in ("everybody", *here.room.seats):
                for hidden in (False, True):
                    frames = past.frames("" if role == "everybody" else role)
                    shown = [one for one in frames if hidden or one.was_seen]
                    address = f"{OWN}/replay?as={role}" + ("&hidden=yes" if hidden else "")
                    steps = 0
                    while address:
                        await visitor.get(address)
                        seen = plain(visitor.page)
                        for told in shown[steps].told:
                            stands = " ".join(told.words.split()) in seen
                            assert stands or not (hidden or told.was_seen)
                        assert hidden or "hidden then" not in seen
                        assert steps == 0 or f"act={steps}" in visitor.page
                        steps += 1
                        found = re.search(r'href="([^"]*)" rel="next"', visitor.page)
                        address = unescape(found[1]) if found else ""
                    assert steps == len(shown)
                    assert len(re.findall(r'<option value="\d+"', visitor.page)) == len(
                        {f.sitting for f in shown}
                    )

    run(test)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/replay?act=0", 200),
        ("/replay?act=99999999", 200),
        ("/replay?act=-1&line=x", 200),
        ("/replay?line=0", 200),
        ("/replay?line=-5", 200),
        ("/replay?line=99999999", 200),
        ("/replay?line=9999999999999999999999", 200),
        ("/replay?line=1e5&hidden=maybe", 200),
        ("/replay?as=churchill", 404),
        ("/replay?as=%3Cscript%3Ealert(1)%3C/script%3E", 404),
        ("/chapter/nonsense", 404),
        ("/chapter/..%2f..", 404),
        ("/chapter/possible?x=stalin&y=stalin", 200),
        ("/chapter/possible?x=stalin&y=nobody", 404),
        ("/chapter/possible?x=%3Cscript%3E", 404),
        ("/what-if?line=99999999&as=stalin", 200),
        ("/what-if?line=-3&as=%3Cscript%3E", 200),
        ("/what-if?moment=1/stalin", 404),
        ("/what-if?moment=99999/stalin", 404),
        ("/what-if?moment=nonsense", 404),
        ("/what-if/nonsense", 303),
        ("/what-if/nonsense/progress", 404),
    ],
)
def test_odd_addresses(tmp_path: Path, path: str, status: int) -> None:
    async def test() -> None:
        async with over(tmp_path) as (_here, people):
            answer = await people[0].get(OWN + path)
            assert answer.status_code == status
            assert "<script>" not in answer.text

    run(test)


def test_what_people_wrote_is_text(tmp_path: Path) -> None:
    """In letters, spoken words and names: in the chapters, in the game read again, in what is taken home."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people, said = await pair(here), 0
            while said < 3 and not here.room.groups[1].ended:
                visitor = await waited_for(here, people)
                match = match_of(here.room, 1)
                act = some_act(match, match.waiting()[0], picker("marked", match.seq()))
                if isinstance(act, Propose | Reject):
                    act = replace(act, say=(Say("ask_why", 0, MARKED),))
                    said += 1
                body = {"id": f"a{match.seq()}", "act": act_data(match.names, act)}
                answer = await visitor.http.post("/seat/act", json=body, headers=ORIGIN)
                assert answer.json()["kept"], answer.text
                await here.settled()
            assert said == 3
            await play_on(here)
            found = 0
            pages = [OWN, f"{OWN}/debrief.html", f"{OWN}/what-if"]
            pages += [f"{OWN}/chapter/{one.code}" for one in chapters(Past(match_of(here.room, 1)).data())]
            frames = Past(match_of(here.room, 1)).frames("")
            pages += [f"{OWN}/replay?as=everybody&line={one.last}" for one in frames]
            for path in pages:
                answer = await people[0].get(path)
                assert "<script>alert" not in answer.text
                assert "<b onclick" not in answer.text
                found += "&lt;script&gt;alert" in answer.text
            assert found > 1

    run(test)


def test_a_class_that_was_ended_early_still_looks_back(tmp_path: Path) -> None:
    """It is told that the end is supposed; what was not played is not read again, nor in the record."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            pick = picker("early", 2)
            people = await pair(here)
            for _ in range(5):
                await (await waited_for(here, people)).act(pick)
            await here.settled()
            here.room.end()
            match = match_of(here.room, 1)
            assert not match.ended
            before = list(match.happenings)
            for path in SHOWN:
                answer = await people[0].get(OWN + path)
                assert answer.status_code == 200
                if not path.endswith((".html", ".jsonl")):
                    assert text("web_back/cut_short") in unescape(answer.text)
            assert match.happenings == before
            await people[0].get(f"{OWN}/replay?as=everybody&hidden=yes&line=99999999")
            assert 'rel="next"' not in people[0].page
            past = Past(match)
            assert past.match.ended
            for role in ("", *here.room.seats):
                assert all(one.first <= len(before) for one in past.frames(role))
            told = [one["seq"] for sitting in past.data()["timeline"] for one in sitting["played"]]
            assert told
            assert max(told) <= len(before)
            assert past.data()["acts"] == match.acts
            assert past.choices()
            assert all(one["at"] < len(before) for one in past.choices())
            await people[0].get(f"{OWN}/what-if?line=99999999")
            assert f'value="{past.choices()[-1]["at"]}/' in people[0].page

    run(test)


@pytest.mark.parametrize("acts", [0, 3, 9])
def test_a_game_left_off_goes_on_with_nobody_acting(acts: int) -> None:
    """The lines that were played are those of the game; the game itself does not change."""
    match, pick = new_match(HUMANS), picker("left off", acts)
    match.run()
    for _ in range(acts):
        one_act(match, pick)
    before = list(match.happenings)
    found = finished(match)
    assert not match.ended
    assert found.ended
    assert match.happenings == before
    assert found.happenings[: len(before)] == before
    assert "proposal_tabled" not in {item.type for item in found.happenings[len(before) :]}


# What if --------------------------------------------------------------------------------------------------


def test_a_what_if_from_the_moment_to_the_answer(tmp_path: Path) -> None:
    """With another act, put together by the very dialogue of the game; nobody else reaches it."""

    async def test() -> None:
        async with over(tmp_path, groups=2) as (_here, people):
            anna, bo = people
            await anna.get(f"{OWN}/what-if")
            moment = re.search(r'name="moment" value="([^"]*)"', anna.page)
            assert moment is not None
            asked: dict[str, Any] = {"key": anna.key, "moment": moment[1], "runs": "20"}
            await anna.post(f"{OWN}/what-if", **asked, do="other")
            assert "pick:0" in anna.buttons
            pick = picker("other act", 4)
            for _ in range(60):
                if 'name="act" value="{' in anna.page:
                    break
                buttons = [one for one in anna.buttons if one not in ("back", "weigh", "none")]
                sent: dict[str, Any] = {"words": "Some words"} if "words" in buttons else anna.fields(pick)
                await anna.post(
                    f"{OWN}/what-if", **asked, draft=anna.draft, do=buttons[pick(len(buttons))], **sent
                )
            act = re.search(r'name="act" value="([^"]*)"', anna.page)
            assert act is not None
            instead = unescape(act[1])
            assert json.loads(instead)["kind"]
            answer = await anna.post(f"{OWN}/what-if", **asked, act=instead, do="ask")
            assert answer.status_code == 303
            address = answer.headers["location"]
            await anna.get(address)
            assert "<progress" in anna.page
            assert (await bo.get(address)).headers["location"] == f"{OWN}/what-if"
            assert (await bo.get(f"{address}/progress")).status_code == 404
            other_key = await key_of(bo)
            await bo.post(f"{address}/stop", key=other_key)
            assert (await answered(anna, address))["played"] == 20
            await anna.get(address)
            assert text("web_back/what_came") in anna.page
            assert anna.page.count("share-bar") > 5
            assert "20 times" in anna.page
            await anna.get(f"{OWN}/what-if")
            assert address in anna.page

    run(test)


@pytest.mark.parametrize(
    "form",
    [
        {"act": "nonsense"},
        {"act": "[1]"},
        {"act": '"x"'},
        {"act": "{}"},
        {"act": '{"kind": "nonsense"}'},
        {"act": '{"kind": {"a": [1]}}'},
        {"act": '{"kind": "propose", "instrument": "<script>alert(1)</script>"}'},
        {"act": "[" * 30_000},
        {"act": '{"kind": "' + "x" * 50_000 + '"}'},
        {"runs": "100000"},
        {"runs": "0"},
        {"runs": "-20"},
        {"runs": "20; rm"},
        {"runs": "99999999999999999999"},
        {"moment": "1/stalin"},
        {"moment": "nonsense"},
        {"moment": ""},
    ],
)
def test_what_cannot_be_asked_is_told_and_not_played(tmp_path: Path, form: dict[str, str]) -> None:
    async def test() -> None:
        async with over(tmp_path) as (here, people):
            visitor = people[0]
            key = await key_of(visitor)
            first = moments_first(here)
            sent: dict[str, Any] = {"key": key, "moment": first, "runs": "20", "do": "ask", **form}
            answer = await visitor.post(f"{OWN}/what-if", **sent)
            assert answer.status_code == 400
            assert "<script>alert" not in answer.text
            await visitor.get(f"{OWN}/what-if")
            assert text("web_back/last_question") not in visitor.page

    run(test)


def moments_first(here: Sitting) -> str:
    one = next(one for one in moments_data(match_of(here.room, 1))["decisions"] if one["choice"])
    return f"{one['at']}/{one['role']}"


@pytest.mark.parametrize(
    "form",
    [
        {"do": "pick:99"},
        {"do": "pick:-1"},
        {"do": "give:0"},
        {"do": "yes"},
        {"do": "nonsense"},
        {"do": ""},
        {"do": "pick:0", "draft": "nonsense"},
        {"do": "pick:0", "draft": '["x", "y", ["propose", 0], [], [{"intent": 3}]]'},
    ],
)
def test_steps_that_do_not_fit_begin_again(tmp_path: Path, form: dict[str, str]) -> None:
    async def test() -> None:
        async with over(tmp_path) as (here, people):
            visitor = people[0]
            sent: dict[str, Any] = {"key": await key_of(visitor), "moment": moments_first(here), "draft": ""}
            answer = await visitor.post(f"{OWN}/what-if", **{**sent, **form})
            assert answer.status_code in (200, 409)
            assert "pick:0" in visitor.buttons or visitor.buttons

    run(test)


def test_a_form_of_somebody_else_is_not_taken(tmp_path: Path) -> None:
    async def test() -> None:
        async with over(tmp_path) as (here, people):
            key, theirs, first = await key_of(people[0]), await key_of(people[1]), moments_first(here)
            forms: list[dict[str, Any]] = [{}, {"key": theirs}, {"key": "x"}]
            for sent in forms:
                answer = await people[0].post(f"{OWN}/what-if", **sent, moment=first, do="ask", runs="20")
                assert answer.status_code == 403
            other = {"Origin": "http://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
            answer = await people[0].post(f"{OWN}/what-if", other, key=key, moment=first, do="ask")
            assert answer.status_code == 403

    run(test)


def test_stopping_asking_again_and_the_teacher_s_own(tmp_path: Path) -> None:
    """A question of the teacher on one group is not shown with another group."""

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            visitor, first = people[0], moments_first(here)
            key = await key_of(visitor)
            sent: dict[str, Any] = {"key": key, "moment": first, "runs": "400", "do": "ask"}
            one = (await visitor.post(f"{OWN}/what-if", **sent)).headers["location"]
            two = (await visitor.post(f"{OWN}/what-if", **sent)).headers["location"]
            assert (await visitor.get(one)).headers["location"] == f"{OWN}/what-if"
            assert (await visitor.post(f"{two}/left", key=key)).status_code == 204
            assert (await visitor.get(f"{two}/progress")).json()["open"]
            assert (await visitor.post(f"{two}/stop", key=key)).headers["location"] == two
            assert not (await visitor.get(f"{two}/progress")).json()["open"]
            await visitor.get(two)
            assert "Stopped" in visitor.page
            teacher = await here.teacher()
            await teacher.get(f"{group_base(1)}/what-if")
            sent = {"key": teacher.key, "moment": first, "runs": "20", "do": "ask"}
            address = (await teacher.post(f"{group_base(1)}/what-if", **sent)).headers["location"]
            await answered(teacher, address)
            await teacher.get(address)
            assert text("web_back/what_came") in teacher.page

    run(test)


def test_too_many_questions_are_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.web.looking_back.playing_on.MOST_WAITING", 0)

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            visitor = people[0]
            sent: dict[str, Any] = {"key": await key_of(visitor), "moment": moments_first(here), "do": "ask"}
            answer = await visitor.post(f"{OWN}/what-if", **sent)
            assert answer.status_code == 503
            assert text("web_back/too_many") in visitor.page

    run(test)


def test_every_address_is_reached_by_both_ways_in() -> None:
    """What is added for students is there for the teacher."""
    from unittest.mock import MagicMock

    found = rooms.LookingBack(MagicMock()).routes()
    half = len(found) // 2
    students = [(one.path.removeprefix(OWN), one.methods) for one in found[:half]]
    teachers = [
        (one.path.removeprefix("/teacher/group/{group:int}/debrief"), one.methods) for one in found[half:]
    ]
    assert students == teachers
