"""`kherem convert`: score tables and Genius domains into playable scenarios, and back."""

from collections.abc import Callable
from pathlib import Path

import click

from game.analysis.spaces import SpaceError
from game.cli.common import polite
from game.cli.main import FAILED, USAGE
from game.interop.cases import Case, CaseError
from game.interop.genius_writing import genius_of
from game.interop.naming import Unfit
from game.interop.reading import CSV, XLSX, XML, is_case, read_case
from game.interop.scenario_reading import case_of_scenario
from game.interop.scenario_writing import scenario_of
from game.interop.table_writing import csv_of, xlsx_of
from game.messages import text
from game.scenario.plain import plain
from game.storage.folders import MAIN_FILE, find, open_folder
from game.storage.placing import PlaceError, place_file, place_folder

FORMATS = ("scenario", "csv", "xlsx", "genius")
ENDINGS = {CSV: "csv", XLSX: "xlsx"}


@click.command(help=text("cli/convert_help"))
@click.argument("paths", nargs=-1, required=True, metavar="IN… OUT", type=click.Path(path_type=Path))
@click.option("--to", "wanted", type=click.Choice(FORMATS), help=text("cli/to_option"))
@click.option("--steps", type=click.IntRange(1, 1000), metavar="N", help=text("cli/steps_option"))
@click.option("--force", is_flag=True, help=text("cli/force_option"))
@polite
def command(*, paths: tuple[Path, ...], wanted: str | None, steps: int | None, force: bool) -> None:
    """Read what is given, and write the last path named."""
    *given, out = paths
    try:
        layout = _layout(given, out, wanted)
        case = _case(given, steps)
        _write(case, out, layout, force=force)
    except SpaceError as error:
        _stop([text(error.code, **error.values)], USAGE)
    except CaseError as error:
        _stop([f"{mistake.file or given[0]}:{mistake}" for mistake in error.mistakes], FAILED)
    except Unfit as error:
        _stop([text("convert/unfit", format=layout), *error.reasons], FAILED)
    except PlaceError as error:
        _stop([str(error)], FAILED if error.code == "convert/cannot_write" else USAGE)


def _layout(given: list[Path], out: Path, wanted: str | None) -> str:
    """Return what to write: what was asked for, else what the name says. Raises `SpaceError`."""
    if not given:
        raise SpaceError("convert/no_output")
    from_case = any(map(is_case, given))
    if not from_case and len(given) > 1:
        raise SpaceError("convert/one_scenario", names=", ".join(map(str, given)))
    ending = out.suffix.casefold()
    if ending == XML:
        raise SpaceError("convert/xml_is_a_folder")
    layout = wanted or ENDINGS.get(ending) or ("scenario" if from_case else None)
    if layout is None:
        raise SpaceError("convert/no_format")
    if layout == "scenario" and not from_case:
        raise SpaceError("convert/scenario_already", name=str(given[0]))
    return layout


def _case(given: list[Path], steps: int | None) -> Case:
    if any(map(is_case, given)):
        return read_case(given, steps)
    if steps is not None:
        raise SpaceError("analyse/only_for_genius", option="--steps")
    folder = find(str(given[0]))
    return case_of_scenario(open_folder(folder), str(folder / MAIN_FILE))


def _write(case: Case, out: Path, layout: str, *, force: bool) -> None:
    said = list(case.notes)
    match layout:
        case "csv":
            place_file(out, csv_of(case).encode(), force=force)
        case "xlsx":
            place_file(out, xlsx_of(case), force=force)
        case _:
            make: Callable[[Case], tuple[dict[str, str], list[str]]]
            make = genius_of if layout == "genius" else scenario_of
            files, more = make(case)
            place_folder(out, {name: words.encode() for name, words in files.items()}, force=force)
            said += more
    click.echo("\n".join(map(plain, [text("convert/written", name=out), *said])))


def _stop(messages: list[str], code: int) -> None:
    click.echo("\n".join(map(plain, messages)), err=True)
    click.get_current_context().exit(code)
