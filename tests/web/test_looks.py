"""The settings of a device, the map, and what else a page shows beside the table."""

import re
from pathlib import Path

import pytest

from game.messages import language, speaking, text
from game.presentation.palettes import PALETTES
from game.web.looks import SIZES, Look, read_look, sensible, style
from tests.web.sitting import run, sitting
from tests.web.test_student import pair


def test_what_a_cookie_says_is_taken_only_where_it_makes_sense() -> None:
    for size in SIZES:
        for palette in ("auto", *PALETTES):
            chosen = Look(size, palette, still=True, language="de")
            assert read_look(chosen.written()) == chosen
    assert read_look("") == read_look("9999.<b>.x.xx") == read_look("....,,,") == Look()
    assert sensible({"text": "1e2", "palette": "../x", "language": "../de"}) == Look()


@pytest.mark.parametrize("name", ["auto", *PALETTES])
def test_every_palette_is_a_style_sheet_with_the_same_names(name: str) -> None:
    """A page that uses a colour finds it in every palette."""
    names = {*re.findall(r"--([a-z-]+):", style(name))}
    used = {*re.findall(r"var\(--([a-z-]+)\)", Path("game/web/static/style.css").read_text("utf-8"))}
    assert used <= names


def test_speaking_holds_where_it_is_said_and_nowhere_else() -> None:
    """Each answer of a server is in the language of who asks."""
    before = language()
    with speaking("de"):
        assert (language(), text("web/join")) == ("de", "Der Klasse beitreten")
        with speaking():
            assert language() == "de"
    assert language() == before


def test_settings_need_no_seat_and_no_script_and_are_kept_on_the_device(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            answer = await people[0].post(
                "/settings", text="150", palette="dark", still="1", language="de", back="/seat"
            )
            assert answer.status_code == 303
            assert "HttpOnly" in answer.headers["set-cookie"]
            await people[0].get("/seat")
            assert '<html lang="de" data-text="150" data-still>' in people[0].page
            assert "/look/dark.css" in people[0].page
            with speaking("de"):
                assert text("web/nav_table") in people[0].page
            await people[1].get("/seat")
            assert '<html lang="en" data-text="100">' in people[1].page
            assert text("web/nav_table") in people[1].page
            await people[0].get("/settings?back=//elsewhere.example")
            assert 'name="back" value="/"' in people[0].page
            for path in ("/look/dark.css", "/map/dark.svg"):
                found = await here.visitor().get(path)
                assert "max-age" in found.headers["cache-control"]
            assert (await here.visitor().get("/look/none.css")).status_code == 404
            assert (await here.visitor().get("/map/none.svg")).status_code == 404

    run(test)


def test_a_seat_s_news_are_said_in_the_language_of_each_device(tmp_path: Path) -> None:
    """Two people at one seat, or a phone and a laptop, may read in two languages."""

    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            english = (await people[0].get("/seat")).text
            await people[0].post("/settings", language="de")
            german = (await people[0].get("/seat")).text
            await people[0].post("/settings", language="en")
            assert (await people[0].get("/seat")).text.count(text("desktop/news")) == english.count(
                text("desktop/news")
            )
            with speaking("de"):
                assert text("desktop/news") in german

    run(test)


def test_the_ground_is_small_and_the_same_for_all(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            for name in PALETTES:
                found = await here.visitor().http.get(f"/map/{name}.svg", headers={"Accept-Encoding": "gzip"})
                assert found.headers["content-type"] == "image/svg+xml"
                assert int(found.headers["content-length"]) < 12_000
                assert "<script" not in found.text
                assert "style=" not in found.text

    run(test)


def test_the_map_says_in_words_what_it_shows_and_only_of_the_own_seat(tmp_path: Path) -> None:
    async def test() -> None:
        async with sitting(tmp_path) as here:
            people = await pair(here)
            for person in people:
                await person.get("/seat/map")
                assert text("map/note") in person.page
                assert "Outer Mongolia" in person.page
                assert person.page.count("tinted") == 0
            seat = people[match_of_first(here)]
            await seat.get("/seat")
            assert "/map/paper.svg" not in seat.page
            stranger = here.visitor()
            assert (await stranger.get("/seat/map")).status_code == 403

    run(test)


def match_of_first(here: object) -> int:
    from tests.session.classroom.classes import match_of

    return int(match_of(here.room, 1).waiting()[0])  # type: ignore[attr-defined]
