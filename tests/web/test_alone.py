"""Somebody plays alone in a browser: begins at once, takes back, is taught; what pages say on the way."""

import re
from html import unescape
from pathlib import Path
from typing import Any

from game.messages import text
from game.presentation.coaching import OPPONENT, ROLE, SEED, STEPS, words_said
from game.presentation.deciding.choices import choices
from game.presentation.deciding.seat import Seat
from game.session.classroom.room import Classroom
from game.session.classroom.rules import Rules
from game.storage.classroom_file import ClassroomFile
from tests.session.classroom.classes import match_of
from tests.session.matches import yalta
from tests.web.sitting import Sitting, Visitor, run, sitting
from tests.web.test_student import pair

COACH = re.compile(r'<p id="coach-title"[^>]*>.*?<strong>(.*?)</strong>')
TITLES = {words_said(step, {})[0]: step.id for step in (*STEPS, None) if step is not None}
ALONE: dict[str, Any] = {"alone": ROLE, "ai": OPPONENT, "gate": "off"}
MOST = 200
SECRETS = {
    "roosevelt": "Bombing may spare an invasion",
    "stalin": "Russia's old rights in the ports and railways",
}
"""What stands in one part's briefing alone."""


def step(visitor: Visitor) -> str:
    """Return what the coach speaks of on the page shown; '' for nothing."""
    found = COACH.search(visitor.page)
    return TITLES.get(unescape(found[1]), "") if found else ""


def place(here: Sitting, kind: str) -> str:
    """Return the button of the first act of a kind."""
    match = match_of(here.room, 1)
    seat = Seat(match, match.role_number(ROLE))
    kinds = [item.value.kind for item in choices(seat, seat.view())]
    return f"pick:{kinds.index(kind)}"


def kinds(here: Sitting) -> list[str]:
    match = match_of(here.room, 1)
    seat = Seat(match, match.role_number(ROLE))
    return [item.value.kind for item in choices(seat, seat.view())]


class Pupil:
    """Somebody who does what the coach says, with forms alone."""

    def __init__(self, here: Sitting, visitor: Visitor) -> None:
        self.here = here
        self.visitor = visitor
        self.heard: list[str] = []

    async def play(self) -> None:
        """Go on until the talks are over."""
        for _ in range(MOST):
            await self.here.settled()
            await self.visitor.get("/seat")
            if match_of(self.here.room, 1).ended:
                return
            await self.act()
        raise AssertionError(self.heard)

    async def act(self) -> None:
        """Read what is to be read, and do the next thing until it is kept."""
        for _ in range(MOST):
            said = step(self.visitor)
            self.heard += [said] if said not in self.heard else []
            if "coach:understood" in self.visitor.page:
                await self.visitor.post(
                    "/seat/coach", key=self.visitor.key, draft=self.visitor.draft, do="coach:understood"
                )
            elif await self.obey(said):
                return
        raise AssertionError(self.heard)

    async def obey(self, said: str) -> bool:
        """Press what the coach says, or what is usual; return whether an act is kept."""
        wanted = {"letter": "stock", "card": "play", "good": "accept", "talk": "say", "reject": "say"}
        there, buttons = kinds(self.here), self.visitor.buttons
        if "package" in buttons:
            return await self.kept("package", **self.package())
        if "yes" in buttons:
            pressed = "yes"
        elif "words" in buttons:
            return await self.kept("words", words="")
        elif any(one.startswith("give:") for one in buttons):
            pressed = self.given("reject" in self.heard)
        else:
            kind = wanted.get(said, said)
            usual = re.search(r'class="choice usual[^"]*" name="do" value="([^"]*)"', self.visitor.page)
            first = usual[1] if usual else buttons[0]
            pressed = place(self.here, kind) if kind in there else first
        return await self.kept(pressed)

    def package(self) -> dict[str, str]:
        """Return the package as it stands, with the ambiguous words for Mongolia."""
        page = self.visitor.page
        standing = dict(re.findall(r'name="(o-[^"]*)" value="([^"]*)" checked', page))
        words = "Things stay as they are; what that means stays open"
        quo = re.search(rf'name="(o-mongolia)" value="(\d+)" (?:checked)?><span>{words}', page)
        assert quo is not None
        return {**standing, quo[1]: quo[2]}

    def given(self, explains: bool) -> str:
        """Answer a question: with the purpose the coach speaks of, else with the first there is."""
        label = text("deciding/intent_explain" if explains else "deciding/intent_probe")
        for value, words in re.findall(r'value="(give:\d+)">([^<]*)', self.visitor.page):
            if unescape(words) == label:
                return str(value)
        return "give:0"

    async def kept(self, pressed: str, **more: str) -> bool:
        answer = await self.visitor.press(pressed, **more)
        assert answer.status_code == 200, answer.text
        return bool(answer.headers.get("X-Kept"))


def test_who_does_what_the_coach_says_comes_to_the_end_and_hears_what_matters(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, **ALONE, tutorial=True) as here:
            visitor = await here.student("Anna")
            await visitor.get("/seat/briefing")
            assert step(visitor) == "briefing"
            pupil = Pupil(here, visitor)
            await pupil.play()
            assert step(visitor) == "aftermath"
            await visitor.get("/seat/debrief")
            assert step(visitor) == "debrief"
            heard = {"map", "texts", "books", "offer", "propose", "compose", "talk", "letter", "last"}
            assert heard <= {*pupil.heard}, pupil.heard

    run(test)


def test_the_tutorial_is_the_game_the_coach_knows(tmp_path: Path) -> None:
    """The same draws as in the window: seed, and number of the match."""
    file = ClassroomFile(tmp_path / "class.db")
    Classroom.make(file, yalta(), "full", Rules(groups=1, alone=ROLE, tutorial=True), SEED)
    room = Classroom(file, None)
    try:
        room.join(room.code, "Anna")
        header = match_of(room, 1).header
        assert (header.seed, header.match, header.seats[ROLE]) == (SEED, 0, "human")
    finally:
        room.close()


def test_who_plays_alone_begins_at_once_in_the_part_that_was_named(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, **ALONE) as here:
            visitor = await here.student("Anna")
            assert here.room.phase == "playing"
            assert here.room.register[1].role == ROLE
            await here.settled()
            await visitor.get("/seat")
            assert visitor.buttons
            assert "coach-title" not in visitor.page
            await here.visitor().join(here.room, "Bo")
            assert here.room.register[2].role == ""

    run(test)


def test_the_coach_loses_nothing_that_is_being_put_together(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, **ALONE, tutorial=True) as here:
            visitor = await here.student("Anna")
            await here.settled()
            while "propose" not in kinds(here):
                await visitor.get("/seat")
                await visitor.press(here.final(visitor))
                await here.settled()
            await visitor.get("/seat")
            await visitor.press(place(here, "propose"))
            chosen = dict(re.findall(r'name="(o-[^"]*)" value="(\d+)" checked', visitor.page))
            assert chosen
            other: dict[str, Any] = {name: "0" if value != "0" else "1" for name, value in chosen.items()}
            await visitor.post("/seat/coach", key=visitor.key, draft=visitor.draft, do="coach:hide", **other)
            shown = dict(re.findall(r'name="(o-[^"]*)" value="(\d+)" checked', visitor.page))
            assert shown == other
            assert "coach-title" not in visitor.page
            await visitor.post("/seat/coach", key=visitor.key, draft=visitor.draft, do="coach:show", **other)
            assert "coach-title" in visitor.page
            await visitor.post("/seat/coach", key=visitor.key, draft=visitor.draft, do="coach:skip")
            await visitor.get("/seat")
            assert "coach" not in visitor.page
            for do, key in (("coach:x", visitor.key), ("coach:hide", "")):
                answer = await visitor.post("/seat/coach", key=key, do=do)
                assert answer.status_code in (403, 404)

    run(test)


def test_an_act_is_taken_back_by_who_plays_alone_and_only_then(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, **ALONE) as here:
            visitor = await here.student("Anna")
            await here.settled()
            await visitor.get("/seat")
            assert "/seat/undo" not in visitor.page
            before, menu = visitor.page, visitor.buttons
            await visitor.press(here.final(visitor))
            await here.settled()
            await visitor.get("/seat")
            assert "/seat/undo" in visitor.page
            moved = match_of(here.room, 1).state
            assert '<input type="hidden" name="acts" value="1">' in visitor.page
            answer = await visitor.post("/seat/undo", key=visitor.key, acts="1")
            assert answer.status_code == 200
            assert text("face/taken_back") in visitor.page
            seq = match_of(here.room, 1).seq()
            again = await visitor.post("/seat/undo", key=visitor.key, acts="1")  # its answer was lost
            assert (again.status_code, match_of(here.room, 1).seq()) == (200, seq)
            await here.settled()
            await visitor.get("/seat")
            assert match_of(here.room, 1).state != moved
            assert visitor.buttons == menu
            assert "/seat/undo" not in visitor.page
            assert text("web/no_news") in visitor.page
            assert text("web/no_news") not in before
            answer = await visitor.post("/seat/undo", key=visitor.key, acts="0")
            assert answer.status_code == 409
            assert (await visitor.post("/seat/undo", key="x")).status_code == 403
        async with sitting(tmp_path / "two") as here:
            people = await pair(here)
            for person in people:
                await person.get("/seat")
                assert "/seat/undo" not in person.page
                seq = match_of(here.room, 1).seq()
                assert (await person.post("/seat/undo", key=person.key)).status_code == 409
                assert match_of(here.room, 1).seq() == seq

    (tmp_path / "two").mkdir()
    run(test)


def test_what_is_new_is_said_however_often_one_looks(tmp_path: Path) -> None:
    """A page fetched again, or by the other device, says the same."""

    async def test() -> None:
        async with sitting(tmp_path, **ALONE) as here:
            visitor = await here.student("Anna")
            introduced = arrived = 0
            for _ in range(40):
                await here.settled()
                if match_of(here.room, 1).ended:
                    break
                first = (await visitor.get("/seat")).text
                again = (await visitor.get("/seat")).text
                assert first.count(text("look/new_here")) == again.count(text("look/new_here"))
                introduced += text("look/new_here") in first
                arrived += 'class="arrivals"' in first
                await visitor.press(here.final(visitor))
                if "yes" in visitor.buttons:
                    await visitor.press("yes")
            assert introduced
            assert arrived

    run(test)


def test_the_search_finds_lines_of_one_s_own_books_and_nobody_else_s(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            for person, role in zip(people, here.room.seats, strict=True):
                await person.get("/seat/search")
                assert "<mark" not in person.page
                await person.get("/seat/search")
                await person.get("/seat/search?q=mongolia+china")
                lines = re.findall(r"<li>(.*?)</li>", person.page)
                assert lines
                assert all("mongolia" in one.casefold() and "china" in one.casefold() for one in lines)
                for other in here.room.seats:
                    phrase = SECRETS[other]
                    assert phrase in here.room.opened.prose(here.room.opened.scenario.roles[other].briefing)
                    await person.get(f"/seat/search?q={phrase.replace(' ', '+')}")
                    assert (text("look/search_none") in person.page) == (other != role), phrase
                await person.get("/seat/search?q=%3Cscript%3E")
                assert "<script>" not in person.page.replace('<script src="', "")
                assert text("look/search_none") in person.page

    run(test)


def test_the_texts_are_read_with_a_proposal_that_is_open_and_with_no_other(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path, **ALONE) as here:
            visitor = await here.student("Anna")
            await here.settled()
            while "accept" not in kinds(here):
                await visitor.get("/seat")
                await visitor.press(here.final(visitor))
                await here.settled()
            await visitor.get("/seat/book/texts")
            now = visitor.page
            links = re.findall(r'href="(/seat/book/texts\?with=[^"]*)"', now)
            assert links
            await visitor.get(unescape(links[0]))
            assert text("desktop/as_now") in visitor.page
            assert visitor.page != now
            for place_ in ("far_east:99", "x:1", "far_east", ":", "far_east:1:1", "far_east:-1"):
                await visitor.get(f"/seat/book/texts?with={place_}")
                assert text("desktop/as_now") not in visitor.page

    run(test)


def test_no_page_speaks_of_what_is_typed_in_a_terminal(tmp_path: Path) -> None:
    """Of an older proposal that is open it is said where it can be read: on a page, not by a letter."""

    async def test() -> None:
        async with sitting(tmp_path, **ALONE, tutorial=True) as here:
            pupil = Pupil(here, await here.student("Anna"))
            older = False
            for _ in range(MOST):
                await here.settled()
                await pupil.visitor.get("/seat")
                if match_of(here.room, 1).ended:
                    break
                assert not re.search(r"\(t \d", pupil.visitor.page)
                older = older or "is open too" in pupil.visitor.page
                await pupil.act()
            assert older

    run(test)


def test_nothing_is_taken_back_past_somebody_who_left_or_past_the_end(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            first, other = await pair(here)
            for person in (first, other):
                await person.get("/seat")
                await person.press(here.final(person))
            here.room.leave_to_ai(1, list(here.room.register.people.values())[-1].role)
            await here.settled()
            await first.get("/seat")
            match = match_of(here.room, 1)
            assert len(match.humans()) == 1
            assert "/seat/undo" not in first.page
            seq, acts = match.seq(), str(match.acts_of(match.humans()[0]))
            assert (await first.post("/seat/undo", key=first.key, acts=acts)).status_code == 409
            assert match_of(here.room, 1).seq() == seq
        async with sitting(tmp_path / "over", **ALONE) as here:
            alone = await here.student("Anna")
            await here.settled()
            await alone.get("/seat")
            await alone.press(here.final(alone))
            await here.settled()
            acts = str(match_of(here.room, 1).acts_of(match_of(here.room, 1).humans()[0]))
            here.room.end()
            seq = match_of(here.room, 1).seq()
            await alone.post("/seat/undo", key=alone.key, acts=acts)
            assert match_of(here.room, 1).seq() == seq
            assert text("face/taken_back") not in alone.page

    (tmp_path / "over").mkdir()
    run(test)
