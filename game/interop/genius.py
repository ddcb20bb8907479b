"""Genius domains with additive profiles: a file for the domain, one for each party.

The utility of an outcome is the sum over issues of weight times evaluation (`evaluators`); weights are taken
as they are. A party's reservation value is its walk-away; its discount factor is kept beside. A party is
named by the name of its file.

Law of this file: every mistake is found in one reading, each with its file, line and column; what is not
additive, or not finite, is refused there and never approximated unasked.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import PurePath
from typing import NamedTuple

from game.interop.cases import LARGEST, Case, CaseError, Mistake, exact_text
from game.interop.evaluators import evaluator, number, shares
from game.interop.xml_tree import Element, read_tree
from game.messages import text

DOMAIN, PROFILE = "negotiation_template", "utility_space"
KINDS = ("discrete", "integer", "real")
MOST_VALUES = 100_000
"""So many values one issue may have."""
ABOVE_ONE = Fraction(2, 100)
"""Weights may add up to this much above 1 by rounding, which Genius takes for normalised as well."""
WORTH_A_NOTE = Fraction(1, 1_000_000)
"""From here on a reader is told that utilities above 1 are not cut off."""
VALUES = ("reservation", "discount_factor")
LEFT_ASIDE = ("comparisons", "errors", "fixed_seed", "experimental", "rationality_factor")
"""What a profile says about how Genius should hide it from its own party."""


class Issue(NamedTuple):
    """An issue of a domain. `values`: its numbers, unless it is discrete."""

    number: str
    name: str
    kind: str
    options: tuple[str, ...]
    values: tuple[Fraction, ...]


def read_genius(files: Sequence[tuple[str, bytes]], steps: int | None = None) -> Case:
    """Return the case of a domain and its profiles, given as names with contents in any order.

    `steps`: into how many equal steps a real-valued issue is cut. Raises `CaseError`.
    """
    trees = [(name, read_tree(data, name)) for name, data in files]
    domains = [(name, tree) for name, tree in trees if tree.tag == DOMAIN]
    profiles = [(name, tree) for name, tree in trees if tree.tag != DOMAIN]
    reading = _Reading()
    if len(domains) != 1:
        name, tree = (domains or trees)[-1]
        raise CaseError([reading.mistake(name, tree, "one_domain", count=len(domains))])
    if not profiles:
        raise CaseError([reading.mistake(*domains[0], "no_profile")])
    title, issues = reading.domain(*domains[0], steps)
    parties = [reading.profile(name, tree, issues) for name, tree in profiles]
    reading.check_names(profiles)
    if reading.mistakes:
        raise CaseError(reading.mistakes)
    return Case(
        roles=tuple(PurePath(name).stem for name, _ in profiles),
        issues=tuple(issue.name for issue in issues),
        options=tuple(issue.options for issue in issues),
        points=tuple(
            tuple(zip(*(party.points[place] for party in parties), strict=True))
            for place in range(len(issues))
        ),
        walkaways=tuple(party.reservation for party in parties),
        counted=tuple(issue.kind == "integer" for issue in issues),
        discounts=tuple(party.discount for party in parties),
        title=title or PurePath(domains[0][0]).stem,
        notes=tuple(reading.notes),
    )


class Party(NamedTuple):
    """A profile. `points`: by issue and option."""

    points: list[list[Fraction]]
    reservation: Fraction
    discount: Fraction


class _Reading:
    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.notes: list[str] = []
        self._file = ""

    def mistake(self, file: str, at: Element, code: str, **values: object) -> Mistake:
        return Mistake(at.row, at.column, text(f"genius/{code}", **values), file=file)

    def _wrong(self, at: Element, code: str, **values: object) -> None:
        self.mistakes.append(self.mistake(self._file, at, code, **values))

    def check_names(self, profiles: list[tuple[str, Element]]) -> None:
        names: list[str] = []
        for file, tree in profiles:
            name = PurePath(file).stem
            if name in names:
                self.mistakes.append(self.mistake(file, tree, "party_twice", name=name))
            names.append(name)

    # The domain --------------------------------------------------------------------------------------

    def domain(self, file: str, tree: Element, steps: int | None) -> tuple[str, list[Issue]]:
        """Return a domain's name and its issues."""
        self._file = file
        space = tree.first(PROFILE) or tree
        root = self._objective(space, VALUES)
        if root is None:
            return "", []
        found: list[Issue] = []
        for element in root.all("issue"):
            issue = self._issue(element, steps)
            if issue.number in [other.number for other in found]:
                self._wrong(element, "index_twice", index=issue.number)
            if issue.name in [other.name for other in found]:
                self._wrong(element, "issue_twice", name=issue.name)
            found.append(issue)
        if not found:
            self._wrong(root, "no_issues")
        return root.get("name") or "", found

    def _objective(self, space: Element, beside: Sequence[str]) -> Element | None:
        """Return the one objective of a utility space that adds up; `beside`: what else may stand there."""
        for child in space.children:
            if child.tag not in ("objective", *beside):
                self._wrong(child, "not_additive", tag=child.tag)
        roots = space.all("objective")
        if len(roots) != 1:
            self._wrong(roots[1] if roots else space, "one_objective", count=len(roots))
            return None
        for child in roots[0].children:
            if child.tag not in ("issue", "weight", *VALUES):
                self._wrong(child, "not_additive", tag=child.tag)
        return roots[0]

    def _issue(self, element: Element, steps: int | None) -> Issue:
        name = element.get("name") or ""
        index = self._index(element)
        kind = _kind_of(element)
        options: tuple[str, ...] = ()
        values: tuple[Fraction, ...] = ()
        if not name:
            self._wrong(element, "no_name")
        if kind == "discrete":
            options = tuple(self._options(element, name))
        elif kind in KINDS:
            values = self._values(element, name, kind, steps)
            options = tuple(map(exact_text, values))
        else:
            self._wrong(element, "unknown_kind", name=name, kind=kind)
        return Issue(index, name, kind, options, values)

    def _index(self, element: Element) -> str:
        index = _index_of(element)
        if not (index.isascii() and index.isdigit()):
            self._wrong(element, "no_index", tag=element.tag)
        return index

    def _options(self, element: Element, name: str) -> list[str]:
        found: list[str] = []
        for item in element.all("item"):
            value = item.get("value") or ""
            if not value:
                self._wrong(item, "no_value", name=name)
            elif value in found:
                self._wrong(item, "value_twice", name=name, value=value)
            found.append(value)
        if not found:
            self._wrong(element, "no_values", name=name)
        return found

    def _values(self, element: Element, name: str, kind: str, steps: int | None) -> tuple[Fraction, ...]:
        bounds = element.first("range") or element
        low, high = (self._number(bounds, bound) for bound in ("lowerbound", "upperbound"))
        if kind == "integer" and (low.denominator > 1 or high.denominator > 1):
            self._wrong(bounds, "not_whole", name=name)
        elif low > high or high - low > MOST_VALUES or (kind == "real" and low == high):
            self._wrong(bounds, "bad_bounds", name=name, most=MOST_VALUES)
        elif kind == "integer":
            return tuple(map(Fraction, range(int(low), int(high) + 1)))
        elif steps is None:
            self._wrong(element, "real_issue", name=name)
        else:
            return tuple(low + (high - low) * step / steps for step in range(steps + 1))
        return ()

    def _number(self, element: Element, name: str) -> Fraction:
        word = element.get(name)
        value = None if word is None else number(word)
        if word is None:
            self._wrong(element, "no_attribute", tag=element.tag, name=name)
        elif value is None:
            self._wrong(element, "not_a_number", word=word, name=name)
        elif abs(value) > LARGEST:
            self._wrong(element, "number_too_large", word=word, most=LARGEST)
        else:
            return value
        return Fraction(0)

    # A profile ---------------------------------------------------------------------------------------

    def profile(self, file: str, tree: Element, issues: list[Issue]) -> Party:
        """Return a party's points by issue and option, with its reservation value and discount factor."""
        self._file = file
        before = len(self.mistakes)
        reservation, discount = (self._value(tree, name) for name in VALUES)
        if tree.tag != PROFILE:
            self._wrong(tree, "no_utility_space", tag=tree.tag)
        root = self._objective(tree, (*VALUES, *LEFT_ASIDE))
        points: list[list[Fraction]] = [[] for _ in issues]
        if root is not None:
            weights = self._weights(root, issues)
            points = [self._points(root, issue, weights) for issue in issues]
            self._check_unknown(root, issues)
            if len(self.mistakes) == before and all(points):
                self._check_sum(root, points)
        if discount is None or not 0 < discount <= 1:
            discount = Fraction(1)  # what Genius makes of it
        return Party(points, reservation or Fraction(0), discount)

    def _value(self, tree: Element, tag: str) -> Fraction | None:
        """Return a value of the whole profile, which some files keep in the objective."""
        found = [*tree.all(tag), *(value for root in tree.all("objective") for value in root.all(tag))]
        for again in found[1:]:
            self._wrong(again, "twice", tag=tag)
        return self._number(found[0], "value") if found else None

    def _weights(self, root: Element, issues: list[Issue]) -> dict[str, Fraction]:
        found: dict[str, Fraction] = {}
        known = [issue.number for issue in issues]
        for element in root.all("weight"):
            index = self._index(element)
            if index in found:
                self._wrong(element, "weight_twice", index=index)
            elif issues and index not in (*known, _index_of(root)):
                self._wrong(element, "weight_of_nothing", index=index)
            found[index] = self._number(element, "value")
        return found

    def _check_unknown(self, root: Element, issues: list[Issue]) -> None:
        known = [issue.number for issue in issues]
        for element in root.all("issue") if issues else ():
            if _index_of(element) not in known:
                self._wrong(element, "unknown_issue", name=element.get("name") or "")

    def _points(self, root: Element, issue: Issue, weights: dict[str, Fraction]) -> list[Fraction]:
        own = [element for element in root.all("issue") if _index_of(element) == issue.number]
        if len(own) != 1:
            self._wrong(own[1] if own else root, "one_issue", name=issue.name, count=len(own))
            return []
        element = own[0]
        if element.get("name") != issue.name:
            self._wrong(element, "other_name", name=element.get("name") or "", domain=issue.name)
        if _kind_of(element) != issue.kind:
            self._wrong(element, "other_kind", name=issue.name, kind=_kind_of(element), domain=issue.kind)
            return []
        if issue.number not in weights:
            self._wrong(element, "no_weight", name=issue.name)
            return []
        found = self._shares(element, issue) if issue.kind == "discrete" else self._evaluated(element, issue)
        return [weights[issue.number] * share for share in found]

    def _shares(self, element: Element, issue: Issue) -> list[Fraction]:
        evaluations: dict[str, Fraction] = {}
        for item in element.all("item"):
            value = item.get("value") or ""
            if value not in issue.options:
                self._wrong(item, "unknown_value", name=issue.name, value=value)
            elif value in evaluations:
                self._wrong(item, "value_twice", name=issue.name, value=value)
            evaluations[value] = self._number(item, "evaluation")
        for value in issue.options:
            if value not in evaluations:
                self._wrong(element, "no_evaluation", name=issue.name, value=value)
        return shares([evaluations.get(value, Fraction(0)) for value in issue.options] or [Fraction(0)])

    def _evaluated(self, element: Element, issue: Issue) -> list[Fraction]:
        given = element.first("evaluator")
        if given is None:
            self._wrong(element, "no_evaluator", name=issue.name)
            return []
        if not issue.values:  # the domain's mistake is found already
            return []
        bounds = element.first("range") or element
        for name, wanted in (("lowerbound", issue.values[0]), ("upperbound", issue.values[-1])):
            if issue.kind == "integer" and name in bounds.attributes and self._number(bounds, name) != wanted:
                self._wrong(bounds, "other_bounds", name=issue.name)
        names = ("slope", "offset", *(f"parameter{place}" for place in range(3)))
        numbers = {name: self._number(given, name) for name in names if name in given.attributes}
        kind = (given.get("ftype") or "").casefold()
        evaluate = evaluator(kind, numbers, issue.values[0])
        if evaluate is None:
            self._wrong(given, "unknown_evaluator", name=issue.name, kind=kind)
            return []
        return [evaluate(value) for value in issue.values]

    def _check_sum(self, root: Element, points: list[list[Fraction]]) -> None:
        most = sum(max(issue) for issue in points)
        shown = f"{float(most):.6g}"
        if most > 1 + ABOVE_ONE:
            self._wrong(root, "above_one", most=shown)
        elif most > 1 + WORTH_A_NOTE:
            self.notes.append(text("genius/slightly_above_one", name=PurePath(self._file).stem, most=shown))
        if any(abs(value) > LARGEST for issue in points for value in issue):
            self._wrong(root, "number_too_large", word=root.tag, most=LARGEST)


def _kind_of(element: Element) -> str:
    return element.get("type") or element.get("etype") or element.get("vtype") or "discrete"


def _index_of(element: Element) -> str:
    index = element.get("index") or ""
    return index.lstrip("0") or index[:1]
