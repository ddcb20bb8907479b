"""The licences of all that is in a bundle, gathered where it was taken from.

Law of this file: what no licence is found for is named, never passed over.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TEXTS = HERE / "licences"
OURS = {
    "LICENSE": "the program, MIT",
    "scenarios/LICENSE": "the scenarios, CC BY 4.0",
    "assets/README.md": "fonts and map: what is from where",
    "assets/map/README.md": "the map",
    **{f"assets/fonts/{path.name}": "fonts, OFL 1.1" for path in (ROOT / "assets/fonts").glob("OFL-*.txt")},
}
KEPT = {"pygame-ce": ["LGPL-2.1.txt"], "moocore": ["LGPL-2.1.txt"], "PyYAML": ["libyaml.txt"]}
"""Texts a distribution needs and does not bring, in `licences/`."""
CARRIED = {
    r"SDL2(_ttf|_mixer)?": ("zlib", "SDL.txt"),
    r"FLAC": ("BSD-3-Clause", "FLAC.txt"),
    r"(fluidsynth|mpg123|sndfile)": ("LGPL-2.1", "LGPL-2.1.txt"),
    r"ogg": ("BSD-3-Clause", "ogg.txt"),
    r"opus": ("BSD-3-Clause", "opus.txt"),
    r"opusfile": ("BSD-3-Clause", "opusfile.txt"),
    r"vorbis(enc|file)?": ("BSD-3-Clause", "vorbis.txt"),
    r"wavpack": ("BSD-3-Clause", "WavPack.txt"),
    r"xmp": ("MIT", "libxmp.txt"),
    r"freetype": ("FTL", "FreeType.txt"),
    r"harfbuzz": ("MIT", "HarfBuzz.txt"),
    r"png16": ("libpng", "libpng.txt"),
    r"brotli(common|dec)": ("MIT", "brotli.txt"),
}
"""Libraries that pygame-ce's wheels carry without their licences, by the stem of their names."""
LICENCE_FILE = re.compile(r"(licen[cs]e|copying|copyrights?|notice)", re.IGNORECASE)


class Part(NamedTuple):
    """Something in the bundle, under a licence, with the files that say so by name; none: not recorded."""

    name: str
    licence: str
    files: tuple[tuple[str, Path], ...]


def write_licences(collected: Path, folder: Path) -> list[str]:
    """Fill a folder with the licences of what was collected; return what no licence was found for."""
    data = json.loads(collected.read_text(encoding="utf-8"))
    parts = sorted(set(parts_of(data["modules"], data["binaries"])), key=lambda part: part.name.casefold())
    lines = ["What is in the bundle, and under which licence. The texts lie beside this file.", "", "Kherem"]
    for name, what in OURS.items():
        place = folder / "kherem" / name.replace("/", "-")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, place)
        lines.append(f"  {place.relative_to(folder).as_posix()}: {what}")
    for part in parts:
        lines += ["", f"{part.name}: {part.licence}"]
        for file, path in part.files:
            place = folder / part.name.split(" ")[0] / file
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
            lines.append(f"  {place.relative_to(folder).as_posix()}")
    unknown = [part.name for part in parts if not part.files]
    (folder / "README.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return unknown


def parts_of(modules: list[str], binaries: list[list[str]]) -> Iterator[Part]:
    """Yield what is in the bundle beside Kherem."""
    yield python()
    yield of_distribution(distribution("pyinstaller"))
    names = {name.split(".")[0] for name in modules}
    names |= {re.split(r"[/\\.]", name)[0] for name, _, kind in binaries if kind == "EXTENSION"}
    known = packages_distributions()
    for found in {one for name in names for one in known.get(name, ())}:
        yield of_distribution(distribution(found))
    for _, path, kind in binaries:
        if kind == "BINARY":
            yield from of_library(Path(path))


def python() -> Part:
    """Return the interpreter and its standard library."""
    places = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    files = [("LICENSE.txt", place / "LICENSE.txt") for place in places if (place / "LICENSE.txt").is_file()]
    files = files[:1] or debian(Path(os.__file__))[1]
    if files:
        files.append(("incorporated.txt", TEXTS / "Python.txt"))
    return Part(f"Python {platform.python_version()}", "PSF-2.0", tuple(files))


def of_distribution(found: Distribution) -> Part:
    """Return an installed distribution with the licences that it brings and those kept here for it."""
    metadata = found.metadata
    licence = metadata.get("License-Expression") or (metadata.get("License") or "").partition("\n")[0]
    licence = licence or next(
        (one.rpartition(" :: ")[2] for one in metadata.get_all("Classifier") or () if "License ::" in one), ""
    )
    own = [
        ("/".join(path.parts[2 if path.parts[1] == "licenses" else 1 :]), Path(str(found.locate_file(path))))
        for path in found.files or ()
        if path.parts[0].endswith(".dist-info") and LICENCE_FILE.match(path.name)
    ]
    kept = [(name, TEXTS / name) for name in KEPT.get(metadata["Name"], ())]
    return Part(f"{metadata['Name']} {metadata['Version']}", licence or "see the text", (*own, *kept))


def of_library(path: Path) -> Iterator[Part]:
    """Yield a library that is not a module of Python's, where it is not a distribution's own."""
    stem = re.match(r"(?:lib)?([\w+]+)", path.name)
    name = stem[1] if stem else path.name
    for pattern, (licence, text) in CARRIED.items():
        if re.fullmatch(pattern, name):
            yield Part(name, licence, ((text, TEXTS / text),))
            return
    folder = path.parent.name
    if folder == "numpy.libs" or re.match(r"(lib)?python3", path.name):
        return  # numpy's own licence names what its wheels carry; Python is a part of its own
    package, files = debian(path)
    yield Part(package or path.name, "see the text" if files else "not recorded", tuple(files))


def debian(path: Path) -> tuple[str, list[tuple[str, Path]]]:
    """Return the Debian package that a file is of, and its text on licences; '' and none elsewhere."""
    if shutil.which("dpkg-query") is None:
        return "", []
    real = path.resolve()
    # A system with /lib moved into /usr may know either name.
    parts = real.parts[2:] if real.is_relative_to("/usr") else real.parts[1:]
    for name in (Path("/", *parts), Path("/usr", *parts)):
        command = ["dpkg-query", "-S", str(name)]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        if done.returncode == 0:
            package = done.stdout.split(":")[0]
            text = Path("/usr/share/doc", package, "copyright")
            return package, [(text.name, text)] if text.is_file() else []
    return "", []
