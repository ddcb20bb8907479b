"""What we publish works away from the source tree, without the source tree, on a clean Python."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# The run-time requirements as fetched when .venv was made: with them no network is needed.
FETCHED = Path(sys.prefix) / "wheels"
STATUSES = {"signed", "lapsed", "broken_off"}


def run(*command: str | Path, cwd: Path, env: dict[str, str] | None = None) -> str:
    """Return what a command prints; fail with everything it said if it fails."""
    result = subprocess.run(
        command,
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    if result.returncode:
        pytest.fail(
            f"{' '.join(map(str, command))}: exit {result.returncode}\n{result.stdout}\n{result.stderr}",
            pytrace=False,
        )
    return result.stdout


def away_from_home(home: Path) -> dict[str, str]:
    """Return an environment in which nothing points to the source tree or the user's files."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return kept | {"HOME": str(home), "USERPROFILE": str(home), "PYTHONUTF8": "1"}


def pip_install(scripts: Path, *what: str | Path) -> None:
    """Install into the environment of `scripts`, which has no pip of its own."""
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet")
    run(*pip, *what, cwd=scripts)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel and the source archive, without a network."""
    target = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-d", target, cwd=ROOT)
    return target


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel and its locked requirements; return the folder of the scripts."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv", cwd=home)
    scripts = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    source: list[str | Path] = ["--require-hashes", "-r", ROOT / "requirements" / "run.txt"]
    if FETCHED.is_dir():
        source += ["--no-index", "--find-links", FETCHED]
    pip_install(scripts, *source)
    pip_install(scripts, "--no-index", "--no-deps", *built.glob("*.whl"))
    return scripts


def test_the_installed_game_plays_outside_the_source_tree(installed: Path, tmp_path: Path) -> None:
    """The scenarios must travel inside the wheel, and every import be a declared requirement."""
    kherem = shutil.which("kherem", path=installed)
    assert kherem

    said = run(
        kherem, "watch", "yalta-1945", "--seed", "1", "--json", cwd=tmp_path, env=away_from_home(tmp_path)
    )

    assert json.loads(said)["status"] in STATUSES


def test_the_installed_game_names_the_version_of_the_source(installed: Path, tmp_path: Path) -> None:
    """A stale or foreign `game` on the path would make the test above worth nothing."""
    where = "import game; print(game.__version__, game.__file__)"
    env = away_from_home(tmp_path)

    version, path = run(installed / "python", "-c", where, cwd=tmp_path, env=env).split(" ", 1)

    assert f'__version__ = "{version}"' in (ROOT / "game" / "__init__.py").read_text("utf-8")
    assert not Path(path.strip()).is_relative_to(ROOT)


def test_the_installed_game_finds_its_assets(installed: Path, tmp_path: Path) -> None:
    """A window without fonts or a map is no window, and those of the source tree are not there for others."""
    where = "from game.storage.assets import asset; print(asset('map/region.geojson'))"

    path = Path(run(installed / "python", "-c", where, cwd=tmp_path, env=away_from_home(tmp_path)).strip())

    assert path.parts[-4:] == ("_data", "assets", "map", "region.geojson")
    assert path.read_bytes() == (ROOT / "assets" / "map" / "region.geojson").read_bytes()


def test_the_wheel_holds_the_program_and_its_data_only(built: Path) -> None:
    """Tests and tools in site-packages would shadow those of other projects."""
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    scenarios = {path.relative_to(ROOT) for path in (ROOT / "scenarios").glob("*/scenario.yaml")}
    assets = {path.relative_to(ROOT) for path in (ROOT / "assets").rglob("*") if path.is_file()}

    assert {name.split("/")[0].split("-")[0] for name in names} == {"game", "kherem"}
    assert {f"game/_data/{path.as_posix()}" for path in scenarios | assets} <= set(names)
    assert not [name for name in names if name.endswith(".pyc")]


def test_the_source_archive_holds_what_the_tests_need(built: Path) -> None:
    """Whoever packages Kherem runs the tests from the archive."""
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as source:
        names = {name.partition("/")[2] for name in source.getnames()}

    assets = {path.relative_to(ROOT).as_posix() for path in (ROOT / "assets").rglob("*") if path.is_file()}
    assert len(assets) > 10
    assert assets <= names
    assert {"Makefile", "tests/conftest.py", "requirements/dev.txt", "scenarios/LICENSE"} <= names
    assert not [name for name in names if name.startswith((".venv", "dist/"))]
