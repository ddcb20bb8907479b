"""A game read again act by act: everything told stands in one frame, in order, and can be gone on from."""

import pytest

from game.presentation.replaying import EVERYBODY, replay
from game.presentation.replaying_frames import frames, shown
from game.presentation.replaying_lines import NO_THOUGHT
from game.session.match import Match
from tests.presentation.test_replaying import finished, lines

MATCHES = list(finished())


@pytest.mark.parametrize("match", MATCHES)
def test_frames_tell_what_the_replay_tells_in_the_same_order(match: Match) -> None:
    """From every seat, and as everybody saw it; a frame ends where the match can be forked."""
    for role in (EVERYBODY, *range(len(match.roles))):
        data = replay(match, role, reveal=True)
        found = frames(match, data)
        told = [one.words for frame in found for one in frame.told]
        at = 0
        for line in lines(data):
            if line["code"] == NO_THOUGHT:
                continue
            place = next(n for n in range(at, len(told)) if str(line["text"]) in told[n])
            at = place + 1
        assert [one.first for one in found] == sorted(one.first for one in found)
        for frame in found[:: max(1, len(found) // 8)]:
            assert match.forked(frame.last).seq() == frame.last


@pytest.mark.parametrize("match", MATCHES)
def test_what_is_not_revealed_is_what_the_seat_was_told_then(match: Match) -> None:
    """Hidden lines, causes and thoughts come with the reveal alone; without it the frames are the same."""
    for role in (EVERYBODY, *range(len(match.roles))):
        revealed = frames(match, replay(match, role, reveal=True))
        plain = frames(match, replay(match, role, reveal=False))
        assert [f.told for f in shown(revealed, reveal=False)] == [f.told for f in plain]
        assert all(one.was_seen for frame in plain for one in frame.told)


def test_everybody_is_told_what_all_saw_and_the_rest_as_hidden() -> None:
    """A line that all could see is plain; one that only some saw names them; nobody's cause is left out."""
    match = MATCHES[3]
    data = replay(match, EVERYBODY, reveal=True)
    for line in lines(data):
        if line["kind"] == "seen":
            assert line["seen_by"] == list(match.roles)
        elif line["kind"] == "hidden":
            assert line["seen_by"] != list(match.roles)
    own = {
        line["behind"]["text"]
        for role in range(len(match.roles))
        for line in lines(replay(match, role, reveal=True))
        if line["behind"]
    }
    for_all = {line["behind"]["text"] for line in lines(data) if line["behind"]}
    assert for_all <= own
    assert for_all
