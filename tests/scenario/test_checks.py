"""Each thing that can be wrong with a sound scenario: its code, path, line and advice."""

import random
import time
import tracemalloc
from collections.abc import Callable
from copy import deepcopy
from typing import Any, NamedTuple

import pytest

from game.messages import codes
from game.scenario.findings import Severity
from game.scenario.load import Loaded, load
from game.scenario.yaml_text import read_yaml
from tests.strategies import YALTA, yaml_of

TEXTS = [path.relative_to(YALTA).as_posix() for path in YALTA.rglob("*.md")]
SOURCE = (YALTA / "scenario.yaml").read_text(encoding="utf-8")
DROP = object()


def loaded(text: str | bytes) -> Loaded:
    return load(text, file="scenario.yaml", texts=TEXTS)


def yalta_data() -> Any:
    return deepcopy(read_yaml(SOURCE, file="scenario.yaml").value)


def change(data: Any, path: str, value: Any) -> None:
    """Put `value` where `path` leads, take away what is there (DROP), or let a function say."""
    *way, last = [int(step) if step.isdigit() else step for step in path.split("/")]
    for step in way:
        data = data[step]
    if value is DROP:
        del data[last]
    else:
        data[last] = value(data[last]) if callable(value) else value


class Case(NamedTuple):
    """What is changed in Yalta, and the one finding it gives: code, path, start of line, hint."""

    code: str
    changes: dict[str, Any]
    path: str
    line: str
    hint: str | None = None


def meant(word: str) -> str:
    return f"Did you mean '{word}'?"


def more(**fields: Any) -> Callable[[Any], Any]:
    """Return a change that adds fields to a group."""
    return lambda old: {**old, **fields}


def plus(*items: Any) -> Callable[[Any], Any]:
    """Return a change that adds items to a list."""
    return lambda old: [*old, *items]


FIRST = "roles.stalin.aims[0].met"
AIM = "roles/stalin/aims/0/met"
STATUS_QUO = "issues/mongolia/options/status_quo/readings"
SITTING = {"id": "extra", "title": "Extra", "place": "Here", "scene": "A room."}
MAYBE = {"required": False, "silent": "Nothing is said."}

CASES = [
    # Names
    Case(
        "unknown_role",
        {"cards/chiang/role": "rosevelt"},
        "cards.chiang.role",
        'role: "rosevelt"',
        meant("roosevelt"),
    ),
    Case(
        "unknown_party",
        {"roles/stalin/party": "usr"},
        "roles.stalin.party",
        'party: "usr"',
        meant("ussr"),
    ),
    Case(
        "unknown_issue",
        {AIM: {"clause": {"issue": "portz"}}},
        f"{FIRST}.clause.issue",
        'issue: "portz"',
        meant("ports"),
    ),
    Case(
        "unknown_issue",
        {"roles/stalin/phrases/probe/port": "A harbour?"},
        "roles.stalin.phrases.probe.port",
        'port: "A harbour?"',
        meant("ports"),
    ),
    Case(
        "unknown_instrument",
        {AIM: {"signed": "agrement"}},
        f"{FIRST}.signed",
        'signed: "agrement"',
        meant("agreement"),
    ),
    Case(
        "unknown_track",
        {AIM: {"track": {"id": "good_wil", "at_least": 1}}},
        f"{FIRST}.track.id",
        'id: "good_wil"',
        meant("goodwill"),
    ),
    Case(
        "unknown_card",
        {AIM: {"card": "air_base"}},
        f"{FIRST}.card",
        'card: "air_base"',
        meant("air_bases"),
    ),
    Case(
        "unknown_channel",
        {"dispatches/amendments/channel": "harriman_molotow"},
        "dispatches.amendments.channel",
        'channel: "harriman_molotow"',
        meant("harriman_molotov"),
    ),
    Case(
        "unknown_sitting",
        {"cards/chiang/sittings/0": "second_tak"},
        "cards.chiang.sittings[0]",
        '- "second_tak"',
        meant("second_talk"),
    ),
    Case(
        "unknown_event",
        {AIM: {"event": {"id": "surender", "outcome": "september"}}},
        f"{FIRST}.event.id",
        'id: "surender"',
        meant("surrender"),
    ),
    Case(
        "unknown_source",
        {"issues/entry/sources/0/key": "agreemnt"},
        "issues.entry.sources[0].key",
        'key: "agreemnt"',
        meant("agreement"),
    ),
    Case(
        "unknown_option",
        {AIM: {"clause": {"issue": "ports", "option": "lease_bot"}}},
        f"{FIRST}.clause.option",
        'option: "lease_bot"',
        meant("lease_both"),
    ),
    Case(
        "unknown_option",
        {"cards/chiang/effects/0/closes/option": "claims"},
        "cards.chiang.effects[0].closes.option",
        'option: "claims"',
        meant("claims_only"),
    ),
    Case(
        "unknown_option",
        {"roles/stalin/points/ports/free_all": 3},
        "roles.stalin.points.ports.free_all",
        "free_all: 3",
        meant("free_both"),
    ),
    Case(
        "unknown_option",
        {"dispatches/amendments/issues/entry": 7},
        "dispatches.amendments.issues.entry",
        "entry: 7",
        "There are: 2, 3, 4, 5, 6.",
    ),
    Case(
        "unknown_option",
        {"record/outcome/agreement/clauses/ports/value": "free_boths"},
        "record.outcome.agreement.clauses.ports",
        "ports:",
        meant("free_both"),
    ),
    Case(
        "unknown_reading",
        {AIM: {"reading": {"issue": "mongolia", "reading": "title_1942"}}},
        f"{FIRST}.reading.reading",
        'reading: "title_1942"',
        meant("title_1924"),
    ),
    Case(
        "unknown_reading",
        {"record/outcome/agreement/clauses/mongolia/reading": "mprr"},
        "record.outcome.agreement.clauses.mongolia.reading",
        'reading: "mprr"',
        meant("mpr"),
    ),
    Case(
        "unknown_outcome",
        {AIM: {"event": {"id": "surrender", "outcome": "octember"}}},
        f"{FIRST}.event.outcome",
        'outcome: "octember"',
        meant("september"),
    ),
    Case(
        "no_such_file",
        {"roles/stalin/briefing": "briefings/stalinn.md"},
        "roles.stalin.briefing",
        'briefing: "briefings/stalinn.md"',
        meant("briefings/stalin.md"),
    ),
    # Clauses
    Case(
        "not_a_number",
        {AIM: {"clause": {"issue": "ports", "at_least": 3}}},
        f"{FIRST}.clause",
        "clause:",
    ),
    Case(
        "form_not_listed",
        {AIM: {"clause": {"issue": "ports", "form": "minute"}}},
        f"{FIRST}.clause.form",
        'form: "minute"',
    ),
    Case(
        "form_not_listed",
        {"dispatches/amendments/issues/entry": {"value": 3, "form": "note"}},
        "dispatches.amendments.issues.entry",
        "entry:",
    ),
    Case(
        "publicity_not_listed",
        {AIM: {"clause": {"issue": "ports", "publicity": "published"}}},
        f"{FIRST}.clause.publicity",
        'publicity: "published"',
    ),
    # Parties, issues, instruments
    Case(
        "affected_has_seat",
        {"parties/spare": {"name": "Spare", "kind": "affected", "stake": "Much."}}
        | {"roles/spare": lambda _: None},
        "roles.spare.party",
        'party: "spare"',
    ),
    Case(
        "two_roles_one_party",
        {"roles/spare": lambda _: None},
        "roles.spare.party",
        'party: "ussr"',
    ),
    Case(
        "nobody_speaks",
        {"parties/china/kind": "signatory"},
        "parties.china",
        "china:",
    ),
    Case(
        "no_value_in_wording",
        {"issues/entry/range/wording": "Soon."},
        "issues.entry.range.wording",
        'wording: "Soon."',
    ),
    Case("silent_needs_optional", {"issues/ports/silent": "Hm."}, "issues.ports", "ports:"),
    Case(
        "silent_needs_optional",
        {"roles/stalin/points/ports/silent": 1},
        "roles.stalin.points.ports.silent",
        "silent: 1",
    ),
    Case(
        "one_option",
        {"issues/spare": {"options": {"only": {"summary": "So.", "wording": "So."}}}},
        "issues.spare",
        "spare:",
    ),
    Case(
        "all_closed",
        {"issues/spare": {"closed": True}},
        "issues.spare",
        "spare:",
    ),
    Case(
        "one_reading",
        {f"{STATUS_QUO}": lambda old: {"mpr": old["mpr"]}}
        | {"roles/stalin/points/mongolia/status_quo": {"mpr": 20}}
        | {"roles/roosevelt/points/mongolia/status_quo": {"mpr": 4}}
        | {"roles/roosevelt/aims/4/met": {"signed": "agreement"}},
        "issues.mongolia.options.status_quo.readings",
        "readings:",
    ),
    Case(
        "no_fallback_reading",
        {f"{STATUS_QUO}/mpr/when": {"signed": "agreement"}},
        "issues.mongolia.options.status_quo.readings",
        "readings:",
    ),
    Case(
        "no_fallback_reading",
        {f"{STATUS_QUO}/title_1924/when": DROP},
        "issues.mongolia.options.status_quo.readings",
        "readings:",
    ),
    Case(
        "issue_in_two_texts",
        {"instruments/agreement/issues": plus("ports")},
        "instruments.agreement.issues[5]",
        '- "ports"',
    ),
    Case(
        "not_a_signatory",
        {"instruments/protocol": {"signatories": ["ussr", "usa", "china"]}},
        "instruments.protocol.signatories[2]",
        '- "china"',
    ),
    Case(
        "party_twice",
        {"instruments/agreement/signatories": ["ussr", "usa", "ussr"]},
        "instruments.agreement.signatories",
        "signatories:",
    ),
    Case(
        "issue_in_no_text",
        {"issues/spare": {}, "instruments/agreement/issues": lambda old: old[:-1]},
        "issues.spare",
        "spare:",
    ),
    Case("one_main", {"instruments/agreement/main": False}, "instruments", "instruments:"),
    Case(
        "never_signed", {"calendar/3/signs": []}, "instruments.agreement", "agreement:"
    ),
    # The calendar
    Case(
        "sitting_twice",
        {"calendar": plus({**SITTING, "id": "draft", "at": "1945-02-12 12:00"})},
        "calendar[4].id",
        'id: "draft"',
    ),
    Case(
        "out_of_order",
        {"calendar": plus({**SITTING, "at": "1945-02-11 12:30"})},
        "calendar[4]",
        '- id: "extra"',
    ),
    Case(
        "out_of_order",
        {"calendar": plus({**SITTING, "at": "1945-02-11 22:00", "desk": {}})},
        "calendar[4]",
        '- id: "extra"',
    ),
    Case(
        "out_of_order",
        {"calendar/2/desk/at": "1945-02-10 17:00"},
        "calendar[2]",
        '- id: "second_talk"',
    ),
    Case(
        "before_the_start",
        {"world/surrender/at": "1945-02-08 12:59"},
        "world.surrender.at",
        'at: "1945-02-08 12:59"',
    ),
    Case(
        "issue_not_in_text",
        {"dispatches/amendments/issues": more(spare="plain"), "issues/spare": {}}
        | {"instruments/protocol": {"issues": ["spare"]}}
        | {"instruments/agreement/issues": lambda old: old[:-1]},
        "dispatches.amendments.issues.spare",
        'spare: "plain"',
        "There are: entry, mongolia, ports, railways, concurrence.",
    ),
    Case(
        "role_twice",
        {"calendar/0/meeting/roles": plus("stalin")},
        "calendar[0].meeting.roles",
        "roles:",
    ),
    Case(
        "party_not_there",
        {"calendar/0/meeting/roles": ["roosevelt", "roosevelt_too"]},
        "calendar[0].meeting.roles",
        "roles:",
    ),
    Case(
        "no_desk",
        {"cards/chiang/sittings": plus("signature")},
        "cards.chiang.sittings[1]",
        '- "signature"',
    ),
    Case(
        "no_desk",
        {"dispatches/amendments/sittings": plus("signature")},
        "dispatches.amendments.sittings[1]",
        '- "signature"',
    ),
    Case(
        "talks_to_itself",
        {"channels/molotov_harriman/addressee": "stalin"},
        "channels.molotov_harriman",
        "molotov_harriman:",
    ),
    # Levers and the world
    Case(
        "never_opened",
        {"issues/ports/options/free_both/closed": True},
        "issues.ports.options.free_both.closed",
        "closed: true",
    ),
    Case(
        "never_opened",
        {"issues/concurrence/options/claims_only/closed": True},
        "issues.concurrence.options.claims_only.closed",
        "closed: true",
    ),
    Case("track_bounds", {"tracks/goodwill/start": 5}, "tracks.goodwill", "goodwill:"),
    Case("track_bounds", {"tracks/goodwill/max": 0}, "tracks.goodwill", "goodwill:"),
    Case(
        "unused_source",
        {"bibliography/spare": {"title": "A book.", "kind": "model"}},
        "bibliography.spare",
        "spare:",
    ),
    # Points
    Case(
        "no_points",
        {"roles/stalin/points/ports": DROP},
        "roles.stalin.points",
        "points:",
    ),
    Case(
        "no_option_points",
        {"roles/stalin/points/ports/free_both": DROP},
        "roles.stalin.points.ports",
        "ports:",
    ),
    Case(
        "no_silent_points",
        {"issues/ports": more(**MAYBE), "roles/stalin/points/ports/silent": 0},
        "roles.roosevelt.points.ports",
        "ports:",
    ),
    Case(
        "points_by_reading",
        {"roles/stalin/points/mongolia/status_quo": 14},
        "roles.stalin.points.mongolia.status_quo",
        "status_quo: 14",
    ),
    Case(
        "plain_points",
        {"roles/stalin/points/ports/free_both": {"so": 1, "or_so": 2}},
        "roles.stalin.points.ports.free_both",
        "free_both:",
    ),
    Case(
        "points_by_number",
        {"roles/stalin/points/entry/soon": 3},
        "roles.stalin.points.entry.soon",
        "soon: 3",
    ),
    Case(
        "points_by_number",
        {"roles/stalin/points/entry/--3": 3},
        "roles.stalin.points.entry.--3",
        '"--3": 3',
    ),
    Case(
        "points_by_number",
        {"roles/stalin/points/entry/4": {"so": 3}},
        "roles.stalin.points.entry.4",
        '"4":',
    ),
    Case(
        "points_outside",
        {"roles/stalin/points/entry": more(**{"7": 3})},
        "roles.stalin.points.entry.7",
        '"7": 3',
    ),
    Case(
        "points_at_ends",
        {"roles/stalin/points/entry": lambda old: {k: v for k, v in old.items() if k != "6"}},
        "roles.stalin.points.entry",
        "entry:",
    ),
    Case(
        "unseen_track",
        {"roles/stalin/walkaway/moves/1/when/track/id": "need"},
        "roles.stalin.walkaway.moves[1].when.track",
        "track:",
    ),
    Case(
        "no_such_choice",
        {"roles/stalin/comprehension/0/answer": 4},
        "roles.stalin.comprehension[0].answer",
        "answer: 4",
    ),
]
