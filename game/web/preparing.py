"""What the people at one seat are preparing: each sees what the other does, and can begin from it.

Law of this file: kept in memory, for each person apart, so that nobody overwrites anybody. It is told to
whoever sits in the same seat, and to nobody else; it is gone once it is sent or dropped.
"""

import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from game.messages import language, languages, speaking, text
from game.session.classroom.people import Person
from game.session.classroom.register import Register
from game.web.acting import Draft, Stale, Step, again, draft_words, mark_of
from game.web.composing import fields_of
from game.web.showing import Reader

LONGEST_TYPED = 4_000


@dataclass(frozen=True)
class Prepared:
    """What somebody is preparing.

    `seen`: how many lines of the match the seat had seen. `package`: as its form sends it. `typed`: words not
    given yet. `lines`: all of it in words, in `language`.
    """

    draft: Draft
    seen: int = 0
    package: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    lines: tuple[str, ...] = ()
    language: str = field(default_factory=language)


class Shown(NamedTuple):
    """What a page tells of somebody's draft."""

    id: int
    name: str
    lines: tuple[str, ...]
    typed: str


class Around(NamedTuple):
    """What a page shows beside its own form.

    `sent`: the seat's last act, where another person there has sent it. `mates`: what the others at the seat
    prepare. `mine`: one's own draft that can be gone on with. `unsent`: one's own draft that came too late;
    `meanwhile`: what has happened since it was begun.
    """

    sent: Shown | None = None
    mates: tuple[Shown, ...] = ()
    mine: Shown | None = None
    unsent: Shown | None = None
    meanwhile: tuple[str, ...] = ()


def prepared(reader: Reader, step: Step, typed: str = "") -> Prepared | None:
    """Return what a step leaves to be gone on with; None if nothing. Raises `Stale`."""
    draft = step.draft
    if step.data is not None or (draft.choice is None and not draft.said):
        return None
    fields = {} if step.package is None else fields_of(step.package)
    return Prepared(draft, reader.seen, fields, typed[:LONGEST_TYPED], draft_words(reader.seat, step))


def in_all_languages(reader: Reader, step: Step) -> dict[str, tuple[str, ...]]:
    """Return what is being sent in words, by language: two at a seat may read in two. Raises `Stale`."""
    found = {}
    for one in languages():
        with speaking(one):
            found[one] = draft_words(reader.seat, step)
    return found


class _Sent(NamedTuple):
    """What was sent for a seat: how many acts of it there were then, by whom, in words by language."""

    acts: int
    person: Person
    lines: Mapping[str, tuple[str, ...]]


class Preparing:
    """The drafts of a class. Safe to use from several threads."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._kept: dict[int, tuple[tuple[int, str], Prepared]] = {}
        self._sent: dict[tuple[int, str], _Sent] = {}
        self._lock = threading.Lock()

    def of(self, person: Person) -> Prepared | None:
        """Return what somebody prepares in the seat where they sit."""
        place, found = self._kept.get(person.id, (None, None))
        return found if place == (person.group, person.role) else None

    def keep(self, person: Person, found: Prepared | None) -> None:
        """Keep what somebody prepares; nothing is dropped."""
        with self._lock:
            if found is None:
                self._kept.pop(person.id, None)
            else:
                self._kept[person.id] = ((person.group, person.role), found)

    def sent(self, person: Person, lines: Mapping[str, tuple[str, ...]], acts: int) -> None:
        """Take note of what somebody has sent for their seat, in words by language; `acts`: with this one."""
        self.keep(person, None)
        place = (person.group, person.role)
        with self._lock:
            if place not in self._sent or self._sent[place].acts <= acts:  # whoever tells of it later
                self._sent[place] = _Sent(acts, person, lines)

    def type(self, person: Person, draft: Draft, words: str) -> bool:
        """Keep words that are being typed into a draft; return False where they belong to an older one."""
        with self._lock:
            found = self.of(person)
            if found is None or _same(found.draft) != _same(draft):
                return False
            changed = replace(found, typed=words[:LONGEST_TYPED])
            self._kept[person.id] = ((person.group, person.role), changed)
            return True

    def typed_too_late(self, person: Person, draft: Draft, words: str) -> None:
        """Keep what came too late, so that it can be copied; also where nothing of it was kept before."""
        if self.type(person, draft, words) or not (words or draft.answers):
            return
        if self.of(person) is None:
            lines = tuple(one for one in draft.answers if isinstance(one, str) and one)
            self.keep(person, Prepared(draft, lines=lines, typed=words[:LONGEST_TYPED]))

    def mates(self, person: Person) -> list[tuple[Person, Prepared]]:
        """Return what the others at somebody's seat prepare, as they left it."""
        if not person.role:
            return []
        others = [one for one in self._register.at(person.group, person.role) if one.id != person.id]
        return [(one, found) for one in others if (found := self.of(one)) is not None]

    def taken(self, person: Person, number: int) -> Prepared | None:
        """Return a draft of this seat, one's own or another's, to begin from."""
        if number == person.id:
            return self.of(person)
        return next((found for one, found in self.mates(person) if one.id == number), None)

    def told(self, person: Person, reader: Reader) -> tuple[Shown, ...]:
        """Return what the others at the seat prepare, if it can still be done. Under the group's lock."""
        found = self.mates(person)
        mark = mark_of(reader.seat) if found else ""
        return tuple(_shown(one, _read(reader, kept)) for one, kept in found if kept.draft.offered == mark)

    def told_sent(self, person: Person, reader: Reader) -> str | None:
        """Return the seat's last act in a sentence, if another there has sent it. Under the group's lock."""
        sent = self._sent_at(person, reader)
        return (
            None if sent is None else " ".join((text("web/mate_sent", name=sent.name), "; ".join(sent.lines)))
        )

    def around(self, person: Person, reader: Reader, *, is_at_it: bool) -> Around:
        """Return what somebody's page shows beside its form. Under the group's lock.

        `is_at_it`: the page goes on with one's own draft already.
        """
        mates, own = self.told(person, reader), self.of(person)
        sent = self._sent_at(person, reader)
        if own is None:
            return Around(sent, mates)
        if own.draft.offered == mark_of(reader.seat):
            return Around(sent, mates, None if is_at_it else _shown(person, _read(reader, own)))
        return Around(sent, mates, None, _shown(person, own), tuple(reader.news_since(own.seen)))

    def _sent_at(self, person: Person, reader: Reader) -> Shown | None:
        """Return the seat's last act, if somebody else there has sent it."""
        sent = self._sent.get((person.group, person.role))
        acts = reader.match.acts_of(reader.seat.number)
        if sent is None or sent.acts != acts or sent.person.id == person.id:
            return None
        return Shown(sent.person.id, sent.person.name, sent.lines[language()], "")

    def mark(self, person: Person) -> list[Any]:
        """Return what is another once anybody else at the seat has gone on."""
        sent = self._sent.get((person.group, person.role))
        prepared = [(one.name, found.lines, found.typed) for one, found in self.mates(person)]
        return prepared if sent is None else [sent.acts, sent.person.id, *prepared]


def _same(draft: Draft) -> str:
    return replace(draft, id="").text()


def _read(reader: Reader, found: Prepared) -> Prepared:
    """Return what can still be done in the words of the language of who reads. Under the group's lock."""
    if found.language == language():
        return found
    with suppress(Stale):
        step = again(reader.seat, found.draft, found.package)
        return replace(found, lines=draft_words(reader.seat, step), language=language())
    return found


def _shown(person: Person, found: Prepared) -> Shown:
    return Shown(person.id, person.name, found.lines, found.typed)


def in_words(shown: Shown) -> str:
    """Return what somebody prepares in one sentence."""
    typed = [f"“{shown.typed}”"] if shown.typed else []
    return text("web/mate_prepares", name=shown.name, what="; ".join((*shown.lines, *typed)))
