"""Cases as a Genius domain with a profile for each party.

Genius counts utilities between 0 and 1: the points of a table are divided, by the best outcome's where that
comes out even in decimals, else by a power of ten. Each issue's weight is its largest share, and evaluations
are parts of it. Whole-number issues stay such where everybody's utilities lie on a straight line.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import gcd, lcm
from typing import NamedTuple
from xml.etree import ElementTree as ET

from game.interop.cases import LARGEST, Case, decimal_text, exact_text
from game.interop.evaluators import MOST_LETTERS
from game.interop.genius import DOMAIN, PROFILE
from game.interop.naming import Unfit, unwritable
from game.interop.table_writing import numbered
from game.messages import text

DOMAIN_FILE = "domain.xml"
LONGEST = 1000
_NOT_IN_FILES = set('/\\:*?"<>|\n\t')
_DEVICES = ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)))


class Line(NamedTuple):
    """A linear evaluator of a whole-number issue, with the issue's weight."""

    weight: str
    slope: str
    offset: str


def genius_of(case: Case) -> tuple[dict[str, str], list[str]]:
    """Return the files of a domain by name, and what to tell whoever asked for it. Raises `Unfit`."""
    reasons = [*_unfit(case), *unwritable(case, longest=LONGEST, longest_option=LONGEST)]
    if reasons:
        raise Unfit(reasons)
    divisors = [_divisor(case, role) for role in range(len(case.roles))]
    utilities = [
        [[value / by for value in issue] for issue in case.of_role(role)] for role, by in enumerate(divisors)
    ]
    lines = [_lines(case, place, utilities) for place in range(len(case.issues))]
    writing = _Writing(case, lines)
    files = {DOMAIN_FILE: writing.domain()}
    for role, name in enumerate(case.roles):
        files[f"{name}.xml"] = writing.profile(role, utilities[role], case.walkaways[role] / divisors[role])
    if writing.reasons:
        raise Unfit(writing.reasons)
    said = [
        text("convert/divided", role=role, by=exact_text(by))
        for role, by in zip(case.roles, divisors, strict=True)
        if by != 1
    ]
    return files, said


def _unfit(case: Case) -> Iterator[str]:
    if case.vetoes is not None or case.quorum is not None:
        rule = case.rule
        if len(rule.vetoes) < len(case.roles) and rule.quorum < len(case.roles):
            yield text("convert/genius_rule")
    stems = [role.casefold() for role in case.roles]
    for role, stem in zip(case.roles, stems, strict=True):
        odd = _NOT_IN_FILES & set(role) or role[0] == "." or role[-1] in ". " or len(role) > 100
        if odd or stem in (*_DEVICES, "domain") or stems.count(stem) > 1:
            yield text("convert/genius_file", role=role)
    for place, value in list(numbered(case))[: -len(case.roles)]:
        if value < 0:
            yield text("convert/genius_negative", place=place, value=exact_text(value))


def _divisor(case: Case, role: int) -> Fraction:
    """Return by what a role's points are divided to be utilities."""
    best = case.best(role)
    if case.discounts or 0 <= best <= 1:
        return Fraction(1)
    wanted = [case.walkaways[role], *(max(issue) for issue in case.of_role(role))]
    if all(decimal_text(value / best) for value in wanted):
        return best
    by = Fraction(1)
    while by < best:
        by *= 10
    return by


def _lines(case: Case, place: int, utilities: list[list[list[Fraction]]]) -> list[Line] | None:
    """Return everybody's straight line over a whole-number issue, or None if somebody has none."""
    if not case.is_counted(place):
        return None
    found = [_line(own[place]) for own in utilities]
    return None if None in found else [line for line in found if line is not None]


def _line(values: list[Fraction]) -> Line | None:
    steps = {after - before for before, after in pairwise(values)} or {Fraction(0)}
    if len(steps) > 1 or max(values) > 1:
        return None
    (slope,) = steps
    for weight in (max(values), Fraction(1)):
        parts = (weight, slope / weight, values[0] / weight) if weight else (weight, slope, values[0])
        written = [decimal_text(part) for part in parts]
        if all(word is not None and len(word) <= MOST_LETTERS for word in written):
            return Line(*map(str, written))
    return None


class _Writing:
    def __init__(self, case: Case, lines: list[list[Line] | None]) -> None:
        self._case = case
        self._lines = lines
        self.reasons: list[str] = []

    def domain(self) -> str:
        template = ET.Element(DOMAIN, number_of_sessions="1")
        space = ET.SubElement(template, PROFILE, number_of_issues=str(len(self._case.issues)))
        root = self._objective(space)
        for place in range(len(self._case.issues)):
            self._issue(root, place)
        return _written(template)

    def profile(self, role: int, utilities: list[list[Fraction]], line: Fraction) -> str:
        space = ET.Element(PROFILE)
        root = self._objective(space)
        weights = [
            self._evaluated(self._issue(root, place), role, place, utilities[place])
            for place in range(len(utilities))
        ]
        for place, weight in enumerate(weights, start=1):
            ET.SubElement(root, "weight", index=str(place), value=weight)
        factor = self._case.discounts[role] if self._case.discounts else Fraction(1)
        ET.SubElement(space, "discount_factor", value=decimal_text(factor) or "")
        written = decimal_text(line)
        if written is None or len(written) > MOST_LETTERS:
            self.reasons.append(
                text("convert/genius_line", role=self._case.roles[role], value=exact_text(line))
            )
        ET.SubElement(space, "reservation", value=written or "")
        return _written(space)

    def _objective(self, space: ET.Element) -> ET.Element:
        title = self._case.title or text("convert/title")
        return ET.SubElement(
            space, "objective", index="0", name=title, description="", etype="objective", type="objective"
        )

    def _issue(self, root: ET.Element, place: int) -> ET.Element:
        options = self._case.options[place]
        kind = "discrete" if self._lines[place] is None else "integer"
        issue = ET.SubElement(
            root,
            "issue",
            index=str(place + 1),
            name=self._case.issues[place],
            etype=kind,
            type=kind,
            vtype=kind,
        )
        if kind == "integer":
            issue.set("lowerbound", options[0])
            issue.set("upperbound", options[-1])
        for number, option in enumerate(options if kind == "discrete" else (), start=1):
            ET.SubElement(issue, "item", index=str(number), value=option)
        return issue

    def _evaluated(self, issue: ET.Element, role: int, place: int, values: list[Fraction]) -> str:
        """Write evaluations into an issue of a profile; return its weight."""
        lines = self._lines[place]
        if lines is not None:
            weight, slope, offset = lines[role]
            ET.SubElement(issue, "evaluator", ftype="linear", offset=offset, slope=slope)
            return weight
        most = max(values)
        where = text(
            "convert/place",
            issue=self._case.issues[place],
            option=self._case.options[place][values.index(most)],
            role=self._case.roles[role],
        )
        evaluations = _evaluations(values)
        if evaluations is None:
            self.reasons.append(text("convert/genius_digits", place=where))
        for item, evaluation in zip(issue, evaluations or (), strict=evaluations is not None):
            item.set("evaluation", evaluation)
        written = decimal_text(most)
        if written is None or len(written) > MOST_LETTERS:
            self.reasons.append(text("convert/genius_weight", place=where, value=exact_text(most)))
        return written or ""


def _evaluations(values: list[Fraction]) -> list[str] | None:
    """Return shares of the largest, or whole numbers where shares have no end in decimals; None if neither.

    With shares, programs that do not divide by the largest come to the same utilities.
    """
    most = max(values)
    if not most:
        return ["1"] * len(values)
    shares = [decimal_text(value / most) for value in values]
    if all(share is not None and len(share) <= MOST_LETTERS for share in shares):
        return [str(share) for share in shares]
    common = Fraction(gcd(*(v.numerator for v in values)), lcm(*(v.denominator for v in values)))
    return [str(value / common) for value in values] if most <= LARGEST * common else None


def _written(root: ET.Element) -> str:
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
