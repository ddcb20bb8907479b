"""The maps of looking back in a browser: of both courses, and of any moment of the game read again."""

import re
from html import unescape
from pathlib import Path

from game.presentation.mapping.naming import name_of
from game.presentation.mapping.standing import map_of, placed
from game.presentation.mapping.state import Tone
from game.report.beside_on_map import SIDES, map_beside
from game.web.looking_back.past import Past
from tests.session.classroom.classes import match_of
from tests.web.sitting import run
from tests.web.test_looking_back import OWN, group_base, over, plain


def test_both_maps_stand_beside_each_other_and_in_words(tmp_path: Path) -> None:
    """For the group and for the teacher; what is tinted agrees with the words below, on each side."""

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            past, teacher = Past(match_of(here.room, 1)), await here.teacher()
            assert past.places()
            for visitor, base in ((people[0], OWN), (teacher, group_base(1))):
                await visitor.get(base)
                assert f'href="{base}/chapter/maps"' in visitor.page
                await visitor.get(f"{base}/chapter/maps")
                assert visitor.page.count('<img src="/map/paper.svg"') == 2
                assert visitor.page.count('role="img"') == 2
                seen, drawings = plain(visitor.page), visitor.page.split("<figure>")[1:]
                for place in past.places():
                    for words in (place.clause.title, place.clause.played, place.clause.documented):
                        assert " ".join(words.split()) in seen
                    assert all(name_of(where) in seen for where in place.all)
                for side, drawing in zip(SIDES, drawings, strict=True):
                    state = map_beside(past.places(), side)
                    for tone in (Tone.AGREED, Tone.DISPUTED):
                        shown = drawing.partition("</figure>")[0].count(f'fill="url(#tone-{tone.value})"')
                        assert shown == [*state.tints.values()].count(tone)

    run(test)


def test_the_map_of_a_moment_is_there_where_it_is_asked_for(tmp_path: Path) -> None:
    """It goes along from act to act, shows the seat's own view of then, and can be hidden again."""

    async def test() -> None:
        async with over(tmp_path) as (here, people):
            visitor, past = people[0], Past(match_of(here.room, 1))
            for role in ("", *here.room.seats):
                frames = [one for one in past.frames(role) if one.was_seen]
                address = f"{OWN}/replay?as={role or 'everybody'}&act=1"
                await visitor.get(address)
                assert "/map/paper.svg" not in visitor.page
                await visitor.get(f"{address}&map=yes")
                for frame in frames:
                    then = past.then(role, frame.last)
                    state, seen = map_of(then.seat, then.view, own=role), plain(visitor.page)
                    for tone in Tone:
                        drawn = visitor.page.count(f'fill="url(#tone-{tone.value})" class="tinted"')
                        legend = any(one.tone is tone for one in placed(then.seat, then.view, own=role))
                        assert drawn == [*state.tints.values()].count(tone) + legend
                    for one in placed(then.seat, then.view, own=role):
                        assert all(" ".join(line.split()) in seen for line in one.lines)
                    found = re.search(r'href="([^"]*)" rel="next"', visitor.page)
                    if found:
                        await visitor.get(unescape(found[1]))
            await visitor.get(f"{OWN}/replay?act=2&map=maybe")
            assert "/map/paper.svg" not in visitor.page

    run(test)
