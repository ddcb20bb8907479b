"""Packages and instructions as JSON data, by issue and option, and back."""

from collections.abc import Mapping
from typing import Any

from game.engine.acts import Clause, Orders, Package
from game.engine.errors import Refused
from game.engine.names import Data, Names
from game.scenario.indices import members
from game.scenario.tables import Grant

LEVELS = ("may_sign", "ask_first", "never")


def mapping_of(data: Data) -> Mapping[str, Data]:
    """Return `data` if it is an object. Raises `Refused`."""
    if not isinstance(data, Mapping):
        raise Refused("act/wrong_type", value=str(data)[:80], wanted="object")
    return data


def encode_clause(names: Names, issue: int, clause: Clause) -> dict[str, Data]:
    """Return a clause as `{value, form, publicity}`."""
    table = names.issues[issue]
    return {
        "value": table.values[clause.value],
        "form": table.forms[clause.form],
        "publicity": table.publicities[clause.publicity],
    }


def put_package(names: Names, value: Package, _item: Any) -> Data:
    """Return a package as clauses by issue."""
    return {names.lists["issue"][issue]: encode_clause(names, issue, clause) for issue, clause in value}


def take_package(names: Names, data: Data, _read: Mapping[str, Any]) -> Package:
    """Return the package `data` describes. Raises `Refused`."""
    found = {}
    for issue_id, value in mapping_of(data).items():
        issue = names.number("issue", issue_id)
        found[issue] = _take_clause(names, issue, value)
    return tuple(sorted(found.items()))


def _take_clause(names: Names, issue: int, data: Data) -> Clause:
    table = names.issues[issue]
    full = data if isinstance(data, Mapping) else {"value": data}
    for field in full:
        if field not in ("value", "form", "publicity"):
            raise Refused("act/unknown_field", field=field)
    value = full.get("value")
    if isinstance(value, bool | float) or value not in table.values:
        choices = ", ".join(map(str, table.values))
        raise Refused("act/unknown_option", issue=table.id, value=str(value), choices=choices)
    form = _index(table.forms, full.get("form"), "act/form_not_allowed", table.id)
    publicity = _index(table.publicities, full.get("publicity"), "act/publicity_not_allowed", table.id)
    return Clause(table.values.index(value), form, publicity)


def _index(choices: tuple[str, ...], value: Data, code: str, issue: str) -> int:
    if value is None:
        return 0
    if value not in choices:
        raise Refused(code, issue=issue)
    return choices.index(value)


# Instructions -------------------------------------------------------------------------------------


def put_orders(names: Names, value: Orders, _item: Any) -> Data:
    """Return instructions as `{issue: {option: may_sign | ask_first | never | {only_if: {...}}}}`."""
    return {
        names.lists["issue"][issue]: {
            str(names.issues[issue].values[number]): grant_data(names, grant) for number, grant in grants
        }
        for issue, grants in value
    }


def grant_data(names: Names, grant: Grant) -> Data:
    """Return authority for one option: its level, or the clauses it needs beside it."""
    if not grant.only_if:
        return LEVELS[grant.level]
    return {
        "only_if": {
            names.lists["issue"][issue]: [names.issues[issue].values[value] for value in members(mask)]
            for issue, mask in grant.only_if
        }
    }


def take_orders(names: Names, data: Data, _read: Mapping[str, Any]) -> Orders:
    """Return the instructions `data` describes. Raises `Refused`."""
    found = {}
    for issue_id, by_option in mapping_of(data).items():
        issue = names.number("issue", issue_id)
        grants = {
            _value(names, issue, option): _grant(names, grant)
            for option, grant in mapping_of(by_option).items()
        }
        found[issue] = tuple(sorted(grants.items()))
    return tuple(sorted(found.items()))


def _value(names: Names, issue: int, option: Data) -> int:
    values = [str(value) for value in names.issues[issue].values]
    if isinstance(option, bool | float) or str(option) not in values:
        choices = ", ".join(values)
        raise Refused(
            "act/unknown_option", issue=names.issues[issue].id, value=str(option)[:80], choices=choices
        )
    return values.index(str(option))


def _grant(names: Names, data: Data) -> Grant:
    if isinstance(data, Mapping):
        for field in data:
            if field != "only_if":
                raise Refused("act/unknown_field", field=str(field)[:80])
        needed = {}
        for issue_id, options in mapping_of(data.get("only_if")).items():
            issue = names.number("issue", issue_id)
            given = options if isinstance(options, list) else [options]
            needed[issue] = sum({1 << _value(names, issue, option) for option in given})
        return Grant(0, tuple(sorted(needed.items())))
    if data not in LEVELS:
        raise Refused("act/not_one_of", value=str(data)[:80], choices=", ".join(LEVELS))
    return Grant(LEVELS.index(data))
