"""`kherem convert` as a teacher and a researcher use it."""

import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.main import FAILED, USAGE
from game.messages import text
from tests.cli.running import run
from tests.interop.genius_files import FILES
from tests.interop.test_score_tables import HARBOUR
from tests.interop.test_sheets import ROWS, book


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Harbour talks.csv"
    path.write_text(HARBOUR, encoding="utf-8")
    return path


@pytest.fixture
def domain(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "in" / Path(name).name for name, _ in FILES]
    (tmp_path / "in").mkdir()
    for path, (_, words) in zip(paths, FILES, strict=True):
        path.write_text(words, encoding="utf-8")
    return paths


def analysed(*given: Path | str) -> dict[str, object]:
    """Return what was possible, without what depends on names of files."""
    found = run("analyse", *given, "--format", "json").json
    return {key: found[key] for key in ("roles", "outcomes", "feasible", "unanimous", "pareto", "nash")}


def test_a_table_is_played_and_comes_back(table: Path, tmp_path: Path) -> None:
    """A sheet, a scenario in order, a match that ends, and the same sheet again."""
    folder, again = tmp_path / "harbour", tmp_path / "again.csv"
    made = run("convert", table, folder)
    assert made.code == 0
    assert text("convert/scaled", role="Port", times="28", plus=0) in made.out
    assert run("validate", folder, "--format", "json").json == {"ok": True, "findings": []}
    played = run("watch", folder, "--seed", "1", "--json")
    assert played.code == 0
    begun = run("new-match", folder, "--seats", "port=human", "--log", tmp_path / "game.jsonl", "--json")
    assert begun.json["waiting_for"] == ["port"]

    assert run("convert", folder / "scenario.yaml", again).code == 0
    assert again.read_text(encoding="utf-8") == HARBOUR
    workbook = tmp_path / "again.xlsx"
    assert run("convert", folder, workbook).code == 0
    assert analysed(workbook) == analysed(table)


def test_a_workbook_and_a_domain_into_each_other(tmp_path: Path, domain: list[Path]) -> None:
    """Wherever it goes and comes back, it is worth the same to the same parties."""
    workbook, genius = tmp_path / "case.xlsx", tmp_path / "genius"
    workbook.write_bytes(book(ROWS))
    assert (
        text("convert/divided", role="Port", by="50")
        in run("convert", workbook, genius, "--to", "genius").out
    )
    assert analysed(*sorted(genius.iterdir()))["outcomes"] == 4

    folder, back = tmp_path / "fair", tmp_path / "back"
    assert run("convert", *domain, folder).code == 0
    assert run("convert", folder, back, "--to", "genius").code == 0
    files = [back / name for name in ("domain.xml", "baker.xml", "council.xml")]
    assert analysed(*files) == analysed(*domain)
    assert sorted(back.iterdir()) == sorted(files)
    assert '<discount_factor value="0.9" />' in files[1].read_text(encoding="utf-8")


def test_nothing_is_replaced_unasked(table: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "folder", tmp_path / "other.csv"):
        assert run("convert", table, out).code == 0
        refused = run("convert", table, out)
        assert refused.code == USAGE
        assert text("convert/exists", name=out) in refused.err
        assert run("convert", table, out, "--force").code == 0
    (tmp_path / "folder" / "mine.txt").write_text("mine", encoding="utf-8")
    refused = run("convert", table, tmp_path / "folder", "--force")
    assert text("convert/not_ours", name=tmp_path / "folder", other="mine.txt") in refused.err


def test_what_cannot_be_converted_is_named_with_its_place(tmp_path: Path, domain: list[Path]) -> None:
    yalta = run("convert", "yalta-1945", tmp_path / "yalta.csv")
    assert yalta.code == FAILED
    for code, path in (
        ("linked", "roles.stalin.linkages[0]"),
        ("moving_line", "roles.roosevelt.walkaway.moves[1]"),
        ("ambiguous", "issues.mongolia.options.status_quo.readings"),
        ("changes_options", "cards.chiang.effects[0]"),
    ):
        line = next(line for line in yalta.err.splitlines() if f" {path}: " in line)
        assert text(f"convert/{code}") in line
        assert line.split("scenario.yaml:")[1].split(":")[0].isdigit()
    moscow = run("convert", "moscow-1945", tmp_path / "moscow.xlsx").err
    for code in ("several_texts", "spoken", "has_principal", "is_ratified", "may_be_silent", "has_forms"):
        assert text(f"convert/{code}") in moscow

    refused = run("convert", *domain, tmp_path / "fair.csv")
    assert refused.code == FAILED
    assert text("convert/table_discount", role="baker", factor="0.9") in refused.err
    domain[2].write_text(FILES[2][1].replace('value="0.4"', 'value="?"'), encoding="utf-8")
    assert f"{domain[2]}:4:1: " in run("convert", *domain, tmp_path / "fair").err
    assert sorted(tmp_path.iterdir()) == [tmp_path / "in"]


@pytest.mark.parametrize(
    ("words", "code", "values"),
    [
        (("{table}",), "convert/no_output", {}),
        (("yalta-1945", "out"), "convert/no_format", {}),
        (("yalta-1945", "out", "--to", "scenario"), "convert/scenario_already", {"name": "yalta-1945"}),
        (
            ("yalta-1945", "moscow-1945", "a.csv"),
            "convert/one_scenario",
            {"names": "yalta-1945, moscow-1945"},
        ),
        (("{table}", "out.xml", "--to", "genius"), "convert/xml_is_a_folder", {}),
        (("{table}", "out", "--steps", "5"), "analyse/only_for_genius", {"option": "--steps"}),
        (("yalta-1945", "a.csv", "--steps", "5"), "analyse/only_for_genius", {"option": "--steps"}),
    ],
)
def test_a_wrong_command_line_says_what_is_missing(
    table: Path, words: tuple[str, ...], code: str, values: dict[str, str]
) -> None:
    found = run("convert", *(word.format(table=table) for word in words))

    assert found.code == USAGE
    assert text(code, **values) in found.err


def test_what_reads_other_peoples_files_is_imported_when_there_are_some() -> None:
    """A second at the start of every command, for what most of them never need."""
    words = "import sys, game.cli.analyse, game.cli.convert, game.cli.play; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, encoding="utf-8", check=True)

    assert "game.interop.sheets" in done.stdout
    assert not {"openpyxl", "defusedxml", "defusedxml.sax"} & set(done.stdout.split())
