"""What calendar, levers, messages and cuts must mean together. Only for scenarios whose ids are all known."""

from collections.abc import Callable

from game.scenario.base import hour_of, minutes_of
from game.scenario.calendar import Meeting, Sitting, opening_of
from game.scenario.checks import Report
from game.scenario.conditions import Condition, Effect
from game.scenario.cuts import FULL_CUT
from game.scenario.levers import Dispatch
from game.scenario.mandates import OnlyIf
from game.scenario.model import Scenario
from game.scenario.numbering import values_of
from game.scenario.references import Path, walk
from game.scenario.signing import signer_of


def _check_calendar(scenario: Scenario, report: Report) -> None:
    free: int | None = None
    seen: set[str] = set()
    for number, sitting in enumerate(scenario.calendar):
        path = ("calendar", number)
        if sitting.id in seen:
            report.error("scenario/sitting_twice", (*path, "id"), name=sitting.id)
        seen.add(sitting.id)
        opens, at = opening_of(sitting), minutes_of(sitting.at)
        if opens > at or (free is not None and opens < free):
            report.error("scenario/out_of_order", path, hour=hour_of(opens))
        free = at + max((m.exchanges * m.minutes for m in sitting.tables), default=0)
        _check_meetings(scenario, report, path, sitting)
        _check_signing_place(scenario, report, path, sitting)
    first = opening_of(scenario.calendar[0])
    for name, event in scenario.world.items():
        if minutes_of(event.at) < first:
            report.error("scenario/before_the_start", ("world", name, "at"), hour=event.at)


def _check_signing_place(scenario: Scenario, report: Report, path: Path, sitting: Sitting) -> None:
    for number, name in enumerate(sitting.signs):
        text = scenario.instruments[name]
        if text.kind != "text":
            report.error("scenario/words_are_not_signed", (*path, "signs", number), text=name)
        for other in text.tied_to:
            if other not in sitting.signs:
                report.error("scenario/tied_elsewhere", (*path, "signs", number), text=other)


def _check_meetings(scenario: Scenario, report: Report, path: Path, sitting: Sitting) -> None:
    if sitting.meeting is not None and sitting.meetings:
        report.error("scenario/meeting_or_meetings", path)
        return
    busy: dict[str, int] = {}
    lying: dict[str, int] = {}
    for number, meeting in enumerate(sitting.tables):
        at: Path = (*path, "meeting") if sitting.meeting else (*path, "meetings", number)
        for name in meeting.texts:
            if lying.setdefault(name, number) != number:
                report.error("scenario/text_at_two_tables", at, text=name)
        for role in (*meeting.roles, *meeting.observers):
            if busy.setdefault(role, number) != number:
                report.error("scenario/two_tables_at_once", at, role=role)
        _check_meeting(scenario, report, at, meeting)


def _check_meeting(scenario: Scenario, report: Report, path: Path, meeting: Meeting) -> None:
    if meeting.instrument is not None and meeting.instruments:
        report.error("scenario/instrument_or_instruments", path)
    issues = tuple(i for name in meeting.texts for i in scenario.instruments[name].issues)
    for number, issue in enumerate(meeting.opens):
        if issue not in issues:
            report.unknown("scenario/issue_not_in_text", (*path, "opens", number), issue, issues)
    if bool(meeting.texts) != bool(meeting.opens):
        report.error("scenario/opens_go_with_texts", path)
    everybody = (*meeting.roles, *meeting.observers)
    if len(set(everybody)) < len(everybody) or len(set(meeting.texts)) < len(meeting.texts):
        report.error("scenario/role_twice", (*path, "roles"))
    for field, wanted in (("roles", False), ("observers", True)):
        for number, role in enumerate(getattr(meeting, field)):
            if scenario.roles[role].recorder != wanted:
                code = "scenario/observer_with_stake" if wanted else "scenario/recorder_speaks"
                report.error(code, (*path, field, number), role=role)
    if meeting.host is not None and meeting.host not in meeting.roles:
        report.error("scenario/host_not_there", (*path, "host"), role=meeting.host)
    for name in meeting.texts:
        _check_presence(scenario, report, path, meeting, name)


def _check_presence(scenario: Scenario, report: Report, path: Path, meeting: Meeting, name: str) -> None:
    """Those whose assent a text needs, or who speak and hear it, sit where it is on the table."""
    text = scenario.instruments[name]
    if text.kind == "understanding":
        for role in (text.speaker, text.hearer):
            if role is not None and role not in meeting.roles:
                report.error("scenario/talker_not_there", (*path, "roles"), role=role)
        return
    for party in text.binding.vetoes if text.binding else text.signatories:
        signer = signer_of(scenario, name, party)
        if signer is not None and signer not in meeting.roles:
            report.error("scenario/party_not_there", (*path, "roles"), party=party)


def _check_levers(scenario: Scenario, report: Report) -> None:
    desks = {sitting.id for sitting in scenario.calendar if sitting.desk}
    tables = {sitting.id for sitting in scenario.calendar if sitting.tables}
    for name, card in scenario.cards.items():
        for number, sitting in enumerate(card.sittings):
            if sitting not in desks:
                report.error("scenario/no_desk", ("cards", name, "sittings", number), name=sitting)
    for name, fork in scenario.forks.items():
        for number, sitting in enumerate(fork.sittings):
            if sitting not in (desks if fork.step == "desk" else tables):
                code = "scenario/no_desk" if fork.step == "desk" else "scenario/no_table"
                report.error(code, ("forks", name, "sittings", number), name=sitting)
        if sum(choice.documented for choice in fork.choices.values()) > 1:
            report.error("scenario/one_documented_choice", ("forks", name, "choices"))
    for kind, held in (("cards", scenario.cards.items()), ("forks", scenario.forks.items())):
        for name, lever in held:
            if scenario.roles[lever.role].recorder:
                report.error("scenario/recorder_acts", (kind, name, "role"), role=lever.role)


def _check_messages(scenario: Scenario, report: Report) -> None:
    places = {sitting.id for sitting in scenario.calendar if sitting.desk or sitting.cable}
    for name, dispatch in scenario.dispatches.items():
        path = ("dispatches", name)
        for number, sitting in enumerate(dispatch.sittings):
            if sitting not in places:
                report.error("scenario/no_desk", (*path, "sittings", number), name=sitting)
        known = scenario.instruments[dispatch.instrument].issues if dispatch.instrument else ()
        for issue in dispatch.issues:
            if issue not in known:
                report.unknown("scenario/issue_not_in_text", (*path, "issues", issue), issue, known)
        _check_orders(scenario, report, path, dispatch)
    for name, channel in scenario.channels.items():
        if channel.sender == channel.addressee:
            report.error("scenario/talks_to_itself", ("channels", name))
        for role in (channel.sender, channel.addressee):
            if scenario.roles[role].recorder:
                report.error("scenario/recorder_acts", ("channels", name), role=role)


def _check_orders(scenario: Scenario, report: Report, path: Path, dispatch: Dispatch) -> None:
    """Instructions go from a principal to its delegate, and propose nothing to anybody else."""
    if not dispatch.mandate:
        return
    channel = scenario.channels[dispatch.channel]
    if scenario.roles[channel.addressee].principal != channel.sender:
        report.error("scenario/orders_to_another", (*path, "mandate"), role=channel.addressee)
    if dispatch.issues:
        report.error("scenario/orders_or_proposal", (*path, "mandate"))


def _check_mandates(scenario: Scenario, report: Report) -> None:
    given = [(("roles", name, "mandate"), role.mandate) for name, role in scenario.roles.items()]
    given += [(("dispatches", name, "mandate"), d.mandate) for name, d in scenario.dispatches.items()]
    for path, mandate in given:
        for name, authority in mandate.items():
            issue = scenario.issues[name]
            known = tuple(map(str, values_of(issue)))
            for key, one in authority.items():
                at = (*path, name, key)
                if key not in known:
                    report.unknown("scenario/unknown_option", at, key, known)
                clauses = one.only_if if isinstance(one, OnlyIf) else ()
                if any(clause.form or clause.publicity for clause in clauses):
                    report.error("scenario/only_if_plain", at)


def _check_readings(scenario: Scenario, report: Report) -> None:
    """Readings settle when the sittings are over: nothing that happens before may wait for one."""
    for root in ("cards", "forks", "dispatches", "calendar", "conflicts"):
        value = getattr(scenario, root)
        items = enumerate(value) if isinstance(value, tuple) else value.items()
        for key, part in items:
            for found in walk(part, (root, key)):
                if len(found) == 2 and isinstance(found[1], Condition) and found[1].reading is not None:
                    report.error("scenario/reading_too_early", found[0])


def _check_cuts(scenario: Scenario, report: Report) -> None:
    order = [sitting.id for sitting in scenario.calendar]
    for name, cut in scenario.cuts.items():
        path = ("cuts", name)
        if name == FULL_CUT:
            report.error("scenario/reserved_name", path, name=name)
        if [s for s in order if s in cut.keeps] != list(cut.keeps):
            report.error("scenario/cut_out_of_order", (*path, "keeps"))
        for skipped, kept in cut.absorbs.items():
            if skipped in cut.keeps or kept not in cut.keeps:
                report.error("scenario/bad_absorption", (*path, "absorbs", skipped), name=kept)
        for sitting in cut.acts:
            if sitting not in cut.keeps:
                report.error("scenario/bad_absorption", (*path, "acts", sitting), name=sitting)
        for text, instrument in scenario.instruments.items():
            held = [s for s in scenario.calendar if s.id in cut.keeps]
            if instrument.main and not any(text in s.signs for s in held):
                report.error("scenario/never_signed", path)
            if instrument.ratification and not any(text in s.ratifies for s in held):
                report.error("scenario/never_ratified", path)


def _check_costs(scenario: Scenario, report: Report) -> None:
    moved = {
        found[1].cost.id
        for found in walk(scenario)
        if len(found) == 2 and isinstance(found[1], Effect) and found[1].cost
    }
    for name in scenario.costs:
        if name not in moved:
            report.warning("scenario/unmoved_cost", ("costs", name))


CHECKS: tuple[Callable[[Scenario, Report], None], ...] = (
    _check_calendar,
    _check_levers,
    _check_messages,
    _check_mandates,
    _check_readings,
    _check_cuts,
    _check_costs,
)
