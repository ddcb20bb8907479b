"""Two at one seat: each sees what the other prepares, may begin from it, and whoever sends first acts.

Law of this file: pages and forms alone, as in a browser without a script.
"""

from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from game.messages import languages, speaking, text
from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from game.session.classroom.people import Person
from game.storage.folders import Opened
from tests.session.classroom.classes import match_of
from tests.web.sitting import ORIGIN, Sitting, Visitor, run, sitting
from tests.web.test_student import here_cookie

WORDS = "Between the two of us: give way on the railways."
OTHERS = "I would rather ask for the ports first."


class Table(NamedTuple):
    """Two who share the seat that is waited for, and all others of the class."""

    first: Visitor
    second: Visitor
    others: list[Visitor]


def person(here: Sitting, visitor: Visitor) -> Person:
    found = here.room.register.of_token(visitor.http.cookies[here_cookie(here)])
    assert found is not None
    return found


async def seated(here: Sitting, *, watch: bool = False) -> Table:
    """Fill two groups with two people to a seat, and begin; `watch`: with somebody who only watches."""
    visitors = [await here.student(f"Name {letter}") for letter in "ABCDEFGH"]
    if watch:
        visitors.append(await here.student("Watcher"))
        here.room.seat(person(here, visitors[-1]).id, 1, "")
    here.room.start()
    await here.settled()
    await here.settled(2)
    match = match_of(here.room, 1)
    place = (1, match.roles[match.waiting()[0]])
    mine = [one for one in visitors if (person(here, one).group, person(here, one).role) == place]
    assert len(mine) == 2
    return Table(mine[0], mine[1], [one for one in visitors if one not in mine])


def line_of(here: Sitting, kind: str) -> str:
    """Return the button that begins an act of a kind for the seat that is waited for in group 1."""
    match = match_of(here.room, 1)
    seat = Seat(match, match.waiting()[0])
    kinds = [item.value.kind for item in choices(seat, seat.view())]
    return f"pick:{kinds.index(kind)}"


async def write(here: Sitting, visitor: Visitor, words: str, *, typed: bool = False) -> None:
    """Begin a letter, and write the words into it, or only type them."""
    await visitor.get("/seat")
    await visitor.press(line_of(here, "letter"))
    while 'value="words"' not in visitor.page:
        await visitor.press(next(one for one in visitor.buttons if one.startswith("give:")))
    if typed:
        answer = await visitor.http.post("/seat/preparing", data=form_of(visitor, words), headers=ORIGIN)
        assert answer.status_code == 204
    else:
        await visitor.press("words", words=words)


def form_of(visitor: Visitor, words: str) -> dict[str, str]:
    return {"key": visitor.key, "draft": visitor.draft, "words": words}


async def finish(visitor: Visitor) -> httpx.Response:
    """Press the first button that goes on until an act is kept."""
    for _ in range(20):
        does = [one for one in visitor.buttons if one.startswith(("give:", "yes"))]
        answer = await visitor.press(does[0])
        if answer.headers.get("X-Kept"):
            return answer
    raise AssertionError(visitor.page)


async def everything(visitor: Visitor) -> str:
    """Return all that a browser is given, as it is read."""
    paths = ("/seat", "/seat/preparing", "/seat/offers", "/poll?since=0&version=0", "/seat/notes", "/me")
    return unescape("\n".join([(await visitor.get(path)).text for path in paths]))


def preparing(here: Sitting, visitor: Visitor) -> str:
    return text("web/mate_preparing", name=person(here, visitor).name)


def test_the_other_sees_what_is_prepared_and_can_begin_from_it(tmp_path: Path) -> None:
    """The letter one has written is sent by the other, whose own words were never touched."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await write(here, first, WORDS)
            await second.get("/seat")
            assert preparing(here, first) in second.page
            assert WORDS in second.page
            await second.press(f"take:{person(here, first).id}")
            assert WORDS in unescape(second.page)  # the other's, which is still there
            assert (await finish(second)).status_code == 200
            letters = [item for item in match_of(here.room, 1).happenings if WORDS in str(item)]
            assert letters
            assert here.room.file.read("SELECT person FROM acts") == [(person(here, second).id,)]

    run(test)


def test_words_are_seen_while_they_are_typed_and_are_taken_over_too(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await write(here, first, WORDS, typed=True)
            poll = (await second.get("/poll?since=0&version=0")).json()
            assert poll["preparing"][0].startswith(preparing(here, first)[:-1])
            assert WORDS in poll["preparing"][0]
            await second.get("/seat")
            await second.press(f"take:{person(here, first).id}")
            assert f"{WORDS}</textarea>" in unescape(second.page)
            older = form_of(first, "An older page")
            older["draft"] = second.draft.replace("letter", "done")
            await first.http.post("/seat/preparing", data=older, headers=ORIGIN)
            await second.get("/seat")
            assert "An older page" not in second.page

    run(test)


def test_nobody_overwrites_anybody(tmp_path: Path) -> None:
    """Both write at once: each page has its own words, and shows the other's beside them."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await write(here, first, WORDS)
            await write(here, second, OTHERS)
            for one, mine, theirs in ((first, WORDS, OTHERS), (second, OTHERS, WORDS)):
                assert mine in one.draft
                assert theirs not in one.draft
                await one.get("/seat")
                page = unescape(one.page)
                assert text("web/you_prepared") in page
                assert page.index(mine) < page.index(theirs)
                await one.press(f"take:{person(here, one).id}")
                assert mine in one.draft

    run(test)


def test_what_is_prepared_is_told_to_nobody_else(tmp_path: Path) -> None:
    """Other seats, other groups, those who watch, the teacher: no word, and not that anything goes on."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, others = await seated(here, watch=True)
            teacher = await here.teacher()
            before = [(await one.get("/poll?since=0&version=0")).json()["version"] for one in others]
            await write(here, first, WORDS)
            await first.press("back")
            await first.http.post("/seat/preparing", data=form_of(first, OTHERS), headers=ORIGIN)
            assert OTHERS in await everything(second)
            for one, version in zip(others, before, strict=True):
                seen = await everything(one)
                assert not any(words in seen for words in (WORDS, OTHERS, text("web/you_prepared")))
                assert preparing(here, first) not in seen
                assert f'"version":{version}' in seen  # not even that anything goes on
                await one.get("/seat")
                if "draft" in one.page:
                    answer = await one.press(f"take:{person(here, first).id}")
                    assert answer.status_code == 409
                    assert OTHERS not in unescape(answer.text)
            await write(here, first, WORDS)
            await finish(first)
            told = text("web/mate_sent", name=person(here, first).name)
            assert told in await everything(second)
            for one in others:
                assert told not in await everything(one)
            for path in ("/teacher", "/teacher/projector", "/teacher/group/1.md"):
                assert OTHERS not in unescape((await teacher.get(path)).text)
            assert "preparing" not in teacher.page

    run(test)


def test_whoever_sends_first_acts_and_the_other_is_told_and_keeps_what_was_typed(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await write(here, second, "", typed=True)
            await write(here, first, WORDS)
            await finish(first)
            acts = here.room.file.read("SELECT count(*) FROM acts")
            late = await second.press("words", words=OTHERS)
            assert late.status_code == 409
            page = unescape(late.text)
            assert text("web/stale") in page
            assert text("web/left_over") in page
            assert OTHERS in page
            acted = text("reading/note_acted", person=person(here, first).name)
            assert acted in page[page.index(text("web/meanwhile")) :]
            assert preparing(here, first) not in page
            sent = page[page.index(text("web/mate_sent", name=person(here, first).name)) :]
            assert WORDS in sent[: sent.index(text("web/left_over"))]
            assert text("web/mate_sent", name=person(here, first).name) not in (await everything(first))
            assert here.room.file.read("SELECT count(*) FROM acts") == acts == [(1,)]
            await second.get("/seat")
            assert OTHERS in unescape(second.page)  # until it is dropped, or something else is begun
            await second.press("drop")
            assert OTHERS not in unescape(second.page)
            await second.get("/seat")
            assert OTHERS not in unescape(second.page)

    run(test)


def test_two_who_press_in_the_same_instant_act_once(tmp_path: Path) -> None:
    """Both pages are right when they are sent; what comes second would still be allowed, and is not done."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await write(here, first, WORDS)
            await second.get("/seat")
            real, mate = here.room.act, person(here, second)

            def act(who: Person, act_id: str, data: dict[str, Any], acts: int | None = None) -> int:
                here.room.act = real  # type: ignore[method-assign]
                real(mate, "in-between", {"kind": "play"}, acts)
                return real(who, act_id, data, acts)

            here.room.act = act  # type: ignore[assignment,method-assign]
            give = next(one for one in first.buttons if one.startswith(("give:", "yes")))
            late = await first.press(give)
            assert late.status_code == 409
            page = unescape(late.text)
            assert text("session/seat_acted") in page
            assert WORDS in page
            assert here.room.file.read("SELECT id FROM acts") == [("in-between",)]

    run(test)


def test_what_the_other_has_sent_is_told_until_the_seat_acts_again(tmp_path: Path) -> None:
    """In the language of who reads it; a turn that went by is an act, too."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await write(here, first, WORDS)
            await finish(first)
            shown = dict[str, str]()
            for chosen in languages():
                await second.post("/settings", language=chosen)
                with speaking(chosen):
                    told = text("web/mate_sent", name=person(here, first).name)
                page = unescape((await second.get("/seat/preparing")).text)
                shown[chosen] = page[page.index(told) + len(told) : page.index("</section>")]
                assert WORDS in shown[chosen]
            assert len(set(shown.values())) == len(shown) > 1
            here.room.move_on([1])
            await here.settled()
            assert told not in await everything(second)

    run(test)


def test_what_is_dropped_or_left_behind_is_gone(tmp_path: Path) -> None:
    """Stepping back, dropping, sending, another seat: the partner sees nothing any more."""

    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, others = await seated(here)

            async def is_seen() -> bool:
                await second.get("/seat")
                return preparing(here, first) in second.page

            await write(here, first, WORDS)
            assert await is_seen()
            await first.press("drop")
            assert not await is_seen()
            await write(here, first, WORDS)
            for _ in range(9):
                if "back" not in first.buttons:
                    break
                await first.press("back")
            assert not await is_seen()
            await write(here, first, WORDS)
            here.room.swap(person(here, first).id, person(here, others[0]).id)
            assert not await is_seen()
            assert WORDS not in unescape(await everything(first))
            assert WORDS not in unescape(await everything(others[0]))

    run(test)


def test_a_package_is_seen_and_taken_over_as_it_was_left(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, groups=2, per_seat=2) as here:
            first, second, _ = await seated(here)
            await to_a_proposal(here)
            opened: Opened = here.room.opened
            match = match_of(here.room, 1)
            role = match.roles[match.waiting()[0]]
            mine = [one for one in (first, second, *_) if person(here, one).role == role]
            first, second = [one for one in mine if person(here, one).group == 1]
            await first.get("/seat")
            await first.press(line_of(here, "propose"))
            sent = {"o-mongolia": "1", "x-entry": "1", "standing": ""}
            await first.press("weigh", **sent)
            await second.get("/seat")
            assert f"{opened.scenario.issues['mongolia'].title}: " in unescape(second.page)
            await second.press(f"take:{person(here, first).id}")
            assert 'name="o-mongolia" value="1" checked' in second.page
            assert 'name="x-entry" value="1" checked' in second.page
            assert 'name="o-ports" value="" checked' in second.page

    run(test)


async def to_a_proposal(here: Sitting) -> None:
    """Let turns go by until somebody may propose."""
    for _ in range(20):
        match = match_of(here.room, 1)
        seat = Seat(match, match.waiting()[0])
        if any(item.value.kind == "propose" for item in choices(seat, seat.view())):
            return
        here.room.move_on([1])
        await here.settled()
    raise AssertionError("nobody ever may propose")
