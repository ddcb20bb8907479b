"""Templates and acts as JSON: what a program is offered, and what it may answer with.

Law of this file: every field a template names has its allowed values listed and a default, so that
`kind`, `instrument` and `issues` alone make a complete act.
"""

from collections.abc import Callable, Mapping
from typing import Any

from game.engine.acts import (
    INTENTS,
    LETTER_LIMIT,
    SAY_LIMIT,
    WORDS_LIMIT,
    Accept,
    Act,
    Adjourn,
    Agenda,
    BreakOff,
    Done,
    Leave,
    Play,
    Propose,
    Reject,
    Send,
    Sign,
    Withdraw,
)
from game.engine.errors import Refused
from game.engine.templates import Template, not_now
from game.engine.wire import Data, Names, decode, encode
from game.scenario.tables import members

KINDS: dict[str, type[Any]] = {
    kind.kind: kind
    for kind in (
        Propose,
        Accept,
        Reject,
        Withdraw,
        Agenda,
        Adjourn,
        Leave,
        BreakOff,
        Sign,
        Play,
        Send,
        Done,
    )
}
_FIELDS = {"issues": "package"}
LEAST_WORDS = "-"
"""What a letter says whose sender gives neither words, nor a package, nor a message of the author's."""


def act_data(names: Names, act: Act) -> dict[str, Data]:
    """Return an act as JSON data."""
    found = {"kind": act.kind, **encode(names, act)}
    if "package" in found:
        found["issues"] = found.pop("package")
    return found


def read_act(names: Names, offered: tuple[Template, ...], data: Data) -> Act:
    """Return the act `data` describes, fields left out taken from the templates. Raises `Refused`."""
    if not isinstance(data, Mapping):
        raise Refused("act/not_json")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused("act/unknown_kind", kind=str(kind)[:80], kinds=", ".join(KINDS))
    if "package" in data:
        raise Refused("act/unknown_field", field="package")
    fields: dict[str, Data] = {
        _FIELDS.get(str(key), str(key)): value for key, value in data.items() if key != "kind"
    }
    same = [template for template in offered if template.kind == kind]
    if offered and not same:
        raise not_now(offered, kind)
    if kind == "sign" and "instrument" in fields and "instruments" not in fields:
        fields["instruments"] = [fields.pop("instrument")]
    if same:
        fields = {**_defaults(names, _meant(names, same, fields), fields), **fields}
    act: Act = decode(names, KINDS[kind], fields)
    return act


def _meant(names: Names, same: list[Template], fields: Mapping[str, Data]) -> Template:
    instrument = fields.get("instrument")
    if instrument is None and "package" in fields:
        with_text = [t for t in same if t.instrument >= 0]
        return (with_text or same)[0]
    for template in same:
        if instrument is not None and names.name("instrument", template.instrument) == instrument:
            return template
    return same[0]


def _defaults(names: Names, template: Template, given: Mapping[str, Data]) -> dict[str, Data]:
    fields = template_data(names, template)
    found = {
        key: value["default"]
        for key, value in fields.items()
        if isinstance(value, dict) and "default" in value and key != "say"
    }
    if "instrument" in fields and template.kind not in ("agenda", "sign"):
        found["instrument"] = fields["instrument"]
    if isinstance(given.get("dispatch"), str):
        stock = {names.name("dispatch", d.dispatch): d.channel for d in template.dispatches}
        if given["dispatch"] in stock:
            found["channel"] = names.name("channel", stock[given["dispatch"]])
            found["words"] = ""
    return found


# Templates ----------------------------------------------------------------------------------------


def template_data(names: Names, template: Template) -> dict[str, Data]:
    """Return a template as JSON data."""
    found: dict[str, Data] = {"kind": template.kind}
    if template.instrument >= 0 and template.kind != "agenda":
        found["instrument"] = names.name("instrument", template.instrument)
    if template.options:
        found |= _package_data(names, template)
    found |= _CHOICES.get(template.kind, _nothing)(names, template)
    if template.says:
        found["say"] = _say_data(names, template)
    return found


def _nothing(_names: Names, _template: Template) -> dict[str, Data]:
    return {}


def _package_data(names: Names, template: Template) -> dict[str, Data]:
    issues, forms, publicities = {}, {}, {}
    for issue, mask in template.options:
        table = names.issues[issue]
        issues[table.id] = _values(table.values, mask, table.is_range, table.step)
        forms[table.id] = {"values": list(table.forms), "default": table.forms[0]}
        publicities[table.id] = {
            "values": list(table.publicities),
            "default": table.publicities[0],
        }
    found: dict[str, Data] = {"issues": issues, "forms": forms, "publicities": publicities}
    if template.kind == "propose":
        found["at_least_one_of"] = [names.name("issue", i) for i in members(template.needs)]
        found["in_exchange_for"] = {"values": list(issues), "default": []}
        found["standing"] = {"values": [False, True], "default": False}
    return found


def _values(values: tuple[str | int, ...], mask: int, is_range: bool, step: int) -> Data:
    if is_range:
        return {"min": values[0], "max": values[-1], "step": step}
    return [values[number] for number in members(mask)]


def _targets(_names: Names, template: Template) -> dict[str, Data]:
    return {"target": {"values": list(template.targets), "default": max(template.targets)}}


def _chosen(field: str, kind: str) -> Callable[[Names, Template], dict[str, Data]]:
    def data(names: Names, template: Template) -> dict[str, Data]:
        values = [names.name(kind, number) for number in template.choices]
        return {field: {"values": values, "default": values[0]}}

    return data


def _texts(names: Names, template: Template) -> dict[str, Data]:
    values = [names.name("instrument", number) for number in template.choices]
    return {"instruments": {"values": values, "default": values}}


def _letter(names: Names, template: Template) -> dict[str, Data]:
    channels = [names.name("channel", number) for number in template.choices]
    found: dict[str, Data] = {
        "channel": {"values": channels, "default": channels[0]},
        "words": {"max_length": LETTER_LIMIT, "default": ""},
    }
    if template.instrument < 0:
        stock = [names.name("dispatch", d.dispatch) for d in template.dispatches]
        found["dispatch"] = {"values": [None, *stock], "default": None}
        found["words"]["default"] = LEAST_WORDS
    return found


_CHOICES: dict[str, Callable[[Names, Template], dict[str, Data]]] = {
    "accept": _targets,
    "withdraw": _targets,
    "agenda": _chosen("issue", "issue"),
    "play": _chosen("card", "card"),
    "sign": _texts,
    "send": _letter,
}


def _say_data(names: Names, template: Template) -> dict[str, Data]:
    intents = [intent for intent in INTENTS if intent != "probe" or template.probes]
    return {
        "intents": intents,
        "issues": [None, *names.lists["issue"]],
        "max": SAY_LIMIT,
        "max_length": WORDS_LIMIT,
        "default": [],
    }
