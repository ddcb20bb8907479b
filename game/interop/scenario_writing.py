"""A case as a scenario folder: playable as it is, and a beginning for an author.

Issues, options and roles keep their names; ids are made of them. One text that everybody at the table signs
(or whoever must), three meetings in which everything is open. `origin` says what the points stand for.
"""

import re
from typing import Any

import yaml

from game.interop.cases import Case, exact_text
from game.interop.measures import Measured, measures
from game.interop.naming import Unfit, ids, unwritable
from game.messages import text
from game.scenario.findings import Severity
from game.scenario.load import load
from game.scenario.texts import MOST_VALUES
from game.storage.folders import MAIN_FILE

Data = dict[str, Any]
MOST = {"roles": 12, "issues": 40, "options": 40}
LONGEST, LONGEST_OPTION, LONGEST_EXACT = 120, 600, 200
PUBLIC = "briefings/public.md"
TEXT = "agreement"
SITTINGS = (("opening", "2000-01-03"), ("middle", "2000-01-04"), ("closing", "2000-01-05"))
MOST_AIMS = 3


def scenario_of(case: Case) -> tuple[dict[str, str], list[str]]:
    """Return the files of a scenario made from a case, and what to tell whoever makes it. Raises `Unfit`."""
    reasons = [*_too_much(case), *unwritable(case, longest=LONGEST, longest_option=LONGEST_OPTION)]
    if reasons:
        raise Unfit(reasons)
    writing = _Writing(case)
    source = {MAIN_FILE: _yaml(writing.scenario()), **writing.briefings()}
    loaded = load(source[MAIN_FILE], file=MAIN_FILE, texts=[name for name in source if name != MAIN_FILE])
    errors = [finding for finding in loaded.findings if finding.severity == Severity.ERROR]
    if errors:
        raise Unfit(f"{finding.path}: {finding.message}" for finding in errors)
    return source, writing.notes


def _too_much(case: Case) -> list[str]:
    """Return where a case is larger or smaller than a scenario can be."""
    found = []
    if not 2 <= len(case.roles) <= MOST["roles"]:
        found.append(text("convert/number_of_roles", count=len(case.roles), most=MOST["roles"]))
    if len(case.issues) > MOST["issues"]:
        found.append(text("convert/number_of_issues", count=len(case.issues), most=MOST["issues"]))
    for place, (issue, options) in enumerate(zip(case.issues, case.options, strict=True)):
        most = MOST_VALUES if case.is_counted(place) else MOST["options"]
        if not 2 <= len(options) <= most:
            found.append(text("convert/number_of_options", issue=issue, count=len(options), most=most))
    if case.rule.quorum < 2 <= len(case.roles):
        found.append(text("convert/quorum_of_one"))
    return found


class _Writing:
    def __init__(self, case: Case) -> None:
        self._case = case
        self._roles = ids(case.roles, "role", ("all", "chance"))
        self._issues = ids(case.issues, "issue", ("any",))
        self._options = [
            list(options) if case.is_counted(place) else ids(options, "option", ("silent",))
            for place, options in enumerate(case.options)
        ]
        self._scale, self._measures = measures(case)
        self._title = (case.title.strip() or text("convert/title"))[:LONGEST]
        self.notes: list[str] = []

    def scenario(self) -> Data:
        case = self._case
        return {
            "kherem": 1,
            "id": ids([self._title], "case")[0].replace("_", "-"),
            "title": self._title,
            "summary": text("convert/summary", roles=len(case.roles), issues=len(case.issues)),
            "minutes": 5 * len(case.roles) + 2 * len(case.issues),
            "licence": "LicenseRef-Unknown",
            "clock": text("convert/clock"),
            "content_note": text("convert/content_note"),
            "scale": self._scale,
            "briefing": PUBLIC,
            "parties": {key: self._party(name) for key, name in zip(self._roles, case.roles, strict=True)},
            "roles": {key: self._role(role) for role, key in enumerate(self._roles)},
            "issues": {key: self._issue(place) for place, key in enumerate(self._issues)},
            "instruments": {TEXT: self._text()},
            "calendar": [self._sitting(*sitting) for sitting in SITTINGS],
            "closing": {end: text(f"convert/{end}") for end in ("signed", "lapsed", "broken_off")},
            "origin": {
                "shifted": self._issues[0],
                "roles": {key: self._origin(role) for role, key in enumerate(self._roles)},
            },
        }

    # What is negotiated ------------------------------------------------------------------------------

    def _party(self, name: str) -> Data:
        return {"name": name, "kind": "signatory", "stake": text("convert/stake", role=name)}

    def _issue(self, place: int) -> Data:
        name, options = self._case.issues[place], self._case.options[place]
        found: Data = {"title": name, "question": text("convert/question", issue=name)}
        if self._case.is_counted(place):
            wording = text("convert/wording", issue=name, option="{value}")
            found["range"] = {
                "min": int(options[0]),
                "max": int(options[-1]),
                "unit": name,
                "wording": wording,
            }
        else:
            found["options"] = {
                key: {"summary": option, "wording": text("convert/wording", issue=name, option=option)}
                for key, option in zip(self._options[place], options, strict=True)
            }
        return found | {"no_agreement": text("convert/no_agreement", issue=name)}

    def _text(self) -> Data:
        found: Data = {"title": text("convert/text_title", title=self._title)[:LONGEST], "main": True}
        found["signatories"] = self._roles
        if self._case.vetoes is not None or self._case.quorum is not None:
            rule = self._case.rule
            vetoes = [self._roles[role] for role in rule.vetoes]
            found["binding"] = {"vetoes": vetoes, "quorum": rule.quorum}
        return found | {"issues": self._issues, "preamble": text("convert/preamble")}

    def _sitting(self, name: str, day: str) -> Data:
        last = name == SITTINGS[-1][0]
        return {
            "id": name,
            "title": text(f"convert/title_{name}"),
            "at": f"{day} 10:00",
            "place": text("convert/place_title"),
            "scene": text(f"convert/scene_{name}"),
            "meeting": {
                "instrument": TEXT,
                "roles": self._roles,
                "opens": self._issues,
                "exchanges": 3 * len(self._roles),
                "minutes": 10,
            },
            **({"signs": [TEXT]} if last else {}),
        }

    # What is wanted ----------------------------------------------------------------------------------

    def _role(self, role: int) -> Data:
        name, one = self._case.roles[role], self._measures[role]
        return {
            "name": name,
            "short": name,
            "party": self._roles[role],
            "briefing": f"briefings/{self._roles[role]}.md",
            "aims": [self._aim(role, place) for place in self._foremost(role)],
            "points": {
                key: {
                    option: one.points(value, place)
                    for option, value in zip(self._options[place], values, strict=True)
                }
                for place, (key, values) in enumerate(
                    zip(self._issues, self._case.of_role(role), strict=True)
                )
            },
            "walkaway": {
                "points": one.walkaway(self._case.walkaways[role]),
                "text": text("convert/walkaway", role=name),
            },
            "persona": {
                "name": text("convert/persona", role=name)[:LONGEST],
                "manner": text("convert/manner"),
            },
        }

    def _foremost(self, role: int) -> list[int]:
        """Return the issues on which most depends for a role."""
        spreads = [max(values) - min(values) for values in self._case.of_role(role)]
        order = sorted(range(len(spreads)), key=lambda place: -spreads[place])
        return [place for place in order if spreads[place] or place == order[0]][:MOST_AIMS]

    def _aim(self, role: int, place: int) -> Data:
        values = self._case.of_role(role)[place]
        options = self._options[place]
        best, worst = max(values), min(values)
        top = [option for option, value in zip(options, values, strict=True) if value == best]
        good = [option for option, value in zip(options, values, strict=True) if 2 * value > best + worst]
        named = ", ".join(self._case.options[place][options.index(option)] for option in top[:3])
        found: Data = {
            "text": text("convert/aim", issue=self._case.issues[place], option=named)[:LONGEST_OPTION],
            "met": self._clause(place, top),
        }
        if len(good) > len(top):
            found["partly"] = self._clause(place, good)
        return found | {"sources": []}

    def _clause(self, place: int, options: list[str]) -> Data:
        issue = self._issues[place]
        if not self._case.is_counted(place):
            return {"clause": {"issue": issue, "one_of": options}}
        return {"any": [{"clause": {"issue": issue, "at_least": int(n), "at_most": int(n)}} for n in options]}

    # What the points stand for -----------------------------------------------------------------------

    def _origin(self, role: int) -> Data:
        one, case = self._measures[role], self._case
        found: Data = {"times": exact_text(one.times), "plus": one.plus}
        if not one.exact:
            found["points"] = {
                key: dict(zip(self._options[place], map(exact_text, values), strict=True))
                for place, (key, values) in enumerate(zip(self._issues, case.of_role(role), strict=True))
            }
            found["walkaway"] = exact_text(case.walkaways[role])
        if case.discounts:
            found["discount"] = exact_text(case.discounts[role])
        self._tell(role, one)
        return found

    def _tell(self, role: int, one: Measured) -> None:
        name, times = self._case.roles[role], f"{float(one.times):.6g}"
        if not one.exact:
            self.notes.append(text("convert/rounded", role=name, scale=self._scale))
        elif one.plus or one.times != 1:
            code = "convert/shifted" if one.plus else "convert/scaled"
            self.notes.append(text(code, role=name, times=times, plus=one.plus))

    # Briefings ---------------------------------------------------------------------------------------

    def briefings(self) -> dict[str, str]:
        case = self._case
        issues = "\n".join(
            f"- **{_md(issue)}:** {'; '.join(map(_md, _shown(options)))}"
            for issue, options in zip(case.issues, case.options, strict=True)
        )
        roles = "\n".join(f"- {_md(role)}" for role in case.roles)
        found = {PUBLIC: text("convert/public_briefing", title=_md(self._title), roles=roles, issues=issues)}
        for role, key in enumerate(self._roles):
            aims = "\n".join(f"- {_md(self._aim(role, place)['text'])}" for place in self._foremost(role))
            line = self._measures[role].walkaway(case.walkaways[role])
            found[f"briefings/{key}.md"] = text(
                "convert/private_briefing",
                role=_md(case.roles[role]),
                aims=aims,
                line=line,
                scale=self._scale,
            )
        return found


def _shown(options: tuple[str, ...]) -> list[str]:
    """Return the options, the middle of a long list left out."""
    return list(options) if len(options) <= 12 else [*options[:3], "…", *options[-3:]]


def _md(words: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", words.replace("\n", " "))


# YAML -------------------------------------------------------------------------------------------

_WORDS = re.compile(r"[A-Za-z][A-Za-z0-9_ ,.()'/-]*")
_TAKEN = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")


class _Dumper(yaml.SafeDumper):
    """Writes texts in quotes unless they can be taken for nothing else, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's signature
        return True


def _text_node(dumper: yaml.SafeDumper, words: str) -> yaml.ScalarNode:
    plain = _WORDS.fullmatch(words) and words.casefold() not in _TAKEN and words == words.strip()
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style=None if plain else '"')


_Dumper.add_representer(str, _text_node)


def _yaml(data: Data) -> str:
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
