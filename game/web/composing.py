"""A package put together on one page: every issue with what it is worth, sent whole.

Law of this file: a form is read against the template that is offered now; nothing else is taken.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.engine.acts import Clause
from game.engine.offering import Template
from game.messages import text
from game.presentation.deciding.drafts import Draft as Package
from game.presentation.deciding.drafts import proposable, starts
from game.presentation.deciding.notes import mandate_lines
from game.presentation.deciding.seat import Seat
from game.presentation.deciding.weighing import Weighing
from game.scenario.indices import members

OUT = ""
"""The value of leaving an issue out."""


class Option(NamedTuple):
    """Something that can be chosen."""

    value: str
    label: str
    chosen: bool
    note: str = ""


class IssueField(NamedTuple):
    """An issue of the form. `said`: what the other sides ask, and what is initialled."""

    key: str
    title: str
    question: str
    authority: tuple[str, ...]
    options: tuple[Option, ...]
    forms: tuple[Option, ...]
    publicities: tuple[Option, ...]
    wished: bool


class PackageForm(NamedTuple):
    """The page. `outside`: warnings; `troubles`: why it cannot be sent, or need not be."""

    fields: tuple[IssueField, ...]
    outside: tuple[str, ...]
    worth: str
    troubles: tuple[str, ...]
    starts: tuple[Option, ...]
    may_stand: bool
    stands: bool


class Composing:
    """A package for one of the texts a seat may propose for."""

    def __init__(self, seat: Seat, template: Template, package: Package | None = None) -> None:
        self._seat = seat
        self._template = template
        self._starts = starts(seat, template)
        self._package = package or Package(template.instrument, dict(self._starts["usual"]))
        self._weighing = Weighing(seat, template, self._package)

    def begin_with(self, name: str) -> None:
        """Begin anew with one of the packages one can begin with; nothing for an unknown name."""
        if name in self._starts:
            self._package.package = dict(self._starts[name])

    def act(self) -> dict[str, object] | None:
        """Return the act, or None where it lacks what it must name."""
        if not proposable(self._template, self._package.package):
            return None
        return {"kind": "propose", **self._weighing.data()}

    def form(self) -> PackageForm:
        """Return the page as it stands."""
        return PackageForm(
            fields=tuple(self._field(issue) for issue in self._weighing.order),
            outside=tuple(self._weighing.outside()),
            worth=self._weighing.worth(),
            troubles=tuple(self._weighing.troubles()),
            starts=tuple(
                Option(name, text(f"deciding/start_{name}"), False)
                for name in self._starts
                if name != "usual"
            ),
            may_stand=self._template.standing,
            stands=self._package.standing,
        )

    def _field(self, issue: int) -> IssueField:
        seat, template = self._seat, self._template
        key = seat.names.lists["issue"][issue]
        author, table = seat.scenario.issues[key], seat.words.public.issues[issue]
        clause = self._package.package.get(issue)
        values = members(dict(template.options)[issue])
        options = [Option(OUT, self._weighing.left_out(issue), clause is None)]
        for value in values:
            chosen = clause is not None and clause.value == value
            note = self._weighing.note(issue, value)
            options.append(Option(str(value), seat.value(issue, value), chosen, note))
        forms = table.forms if template.forms else table.forms[:1]
        known = table.publicities if template.secrecy else table.publicities[:1]
        return IssueField(
            key=key,
            title=author.title,
            question=author.question,
            authority=tuple(mandate_lines(seat, issue)),
            options=tuple(options),
            forms=self._kinds(forms, clause.form if clause else 0),
            publicities=self._kinds(known, clause.publicity if clause else 0),
            wished=issue in self._package.wished,
        )

    def _kinds(self, names: Sequence[str], chosen: int) -> tuple[Option, ...]:
        if len(names) < 2:
            return ()
        return tuple(
            Option(str(n), text(f"deciding/{name}"), n == chosen, self._weighing.firmness(name))
            for n, name in enumerate(names)
        )


def fields_of(form: PackageForm) -> dict[str, str]:
    """Return what a browser would send of a package's form as it stands."""
    found = {"standing": "1"} if form.stands else {}
    for field in form.fields:
        kinds = (("o", field.options), ("f", field.forms), ("p", field.publicities))
        found |= {f"{mark}-{field.key}": one.value for mark, all_ in kinds for one in all_ if one.chosen}
        if field.wished:
            found[f"x-{field.key}"] = "1"
    return found


def package_words(form: PackageForm) -> tuple[str, ...]:
    """Return what a package names, a line for each issue, and what it asks for."""
    found = []
    for field in form.fields:
        chosen = [
            one for all_ in (field.options, field.forms, field.publicities) for one in all_ if one.chosen
        ]
        if chosen and chosen[0].value != OUT:
            clause = "; ".join(one.label for one in chosen)
            found.append(text("deciding/compose_line", issue=field.title, clause=clause, same="").rstrip())
    wished = ", ".join(field.title for field in form.fields if field.wished)
    found += [text("deciding/in_exchange", issues=wished)] if wished else []
    return (*found, text("deciding/stands")) if form.stands else tuple(found)


def read_package(seat: Seat, template: Template, form: Mapping[str, object]) -> Package:
    """Return the package a form holds. Raises ValueError where it holds what is not offered."""
    package = Package(template.instrument, standing=template.standing and bool(form.get("standing")))
    for issue, mask in template.options:
        key, table = seat.names.lists["issue"][issue], seat.words.public.issues[issue]
        if form.get(f"x-{key}"):
            package.wished.append(issue)
        chosen = form.get(f"o-{key}", OUT)
        if chosen == OUT:
            continue
        value = _whole(chosen, len(table.values))
        if not mask >> value & 1:
            raise ValueError(key)
        kind = _whole(form.get(f"f-{key}", 0), len(table.forms) if template.forms else 1)
        publicity = _whole(form.get(f"p-{key}", 0), len(table.publicities) if template.secrecy else 1)
        package.package[issue] = Clause(value, kind, publicity)
    return package


def _whole(value: object, bound: int) -> int:
    """Return a number below `bound`. Raises ValueError."""
    found = int(str(value))
    if not 0 <= found < bound:
        raise ValueError(value)
    return found
