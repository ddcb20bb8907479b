"""Build `kherem` in a folder: one in which Kherem runs without Python. On Linux, pack it too.

Run by `.venv-bundle`, as `make bundle` does: `build.py FOLDER`.
"""

import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import PyInstaller.__main__

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT))

from licences import write_licences  # noqa: E402

from game import __version__  # noqa: E402


def main(target: Path) -> None:
    """Build, and say what was made."""
    os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"  # it is looked at here, not played with
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        PyInstaller.__main__.run(
            [
                *("--log-level", "ERROR", "--noconfirm", "--clean"),
                *("--workpath", str(work / "work"), "--distpath", str(work / "dist")),
                str(HERE / "kherem.spec"),
            ]
        )
        made = work / "dist" / "kherem"
        unknown = write_licences(work / "work" / "kherem" / "collected.json", made / "licences")
        write_readme(made)
        if sys.platform == "linux":
            strip(made / "_internal")
        folder = target / "kherem"
        target.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.move(made, folder)
    print(f"{folder}: {megabytes(folder)}")
    if sys.platform == "linux":
        archive = pack(folder)
        print(f"{archive}: {megabytes(archive)}")
    for part in unknown:
        print(f"No licence is recorded for {part}: find it before you give this away.", file=sys.stderr)


def write_readme(folder: Path) -> None:
    """Write the page for whoever gets the bundle."""
    _, libc = platform.libc_ver()
    made_for = f"{platform.system()} on {platform.machine()}"
    made_for += f", with glibc {libc} or newer" if libc else ""
    words = (HERE / "README.txt").read_text(encoding="utf-8")
    exe = ".exe" if sys.platform == "win32" else ""
    (folder / "README.txt").write_text(
        words.format(version=__version__, made_for=made_for, exe=exe), encoding="utf-8"
    )


def strip(folder: Path) -> None:
    """Take what debuggers need out of Python's own libraries; wheels' libraries would not survive it."""
    own = [*folder.glob("libpython3.*"), *folder.glob("python3.*/lib-dynload/*.so")]
    subprocess.run(["strip", "--strip-unneeded", *map(str, own)], check=True)


def pack(folder: Path) -> Path:
    """Pack the folder into an archive beside it."""
    system = f"{platform.system()}-{platform.machine()}".lower()
    archive = folder.with_name(f"kherem-{__version__}-{system}.tar.gz")

    def nobodys(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = ""
        return entry

    with tarfile.open(archive, "w:gz", compresslevel=6) as packed:
        packed.add(folder, folder.name, filter=nobodys)
    return archive


def megabytes(path: Path) -> str:
    """Return the size of a file, or of all in a folder."""
    files = [path] if path.is_file() else [one for one in path.rglob("*") if not one.is_symlink()]
    return f"{sum(one.stat().st_size for one in files) / 1e6:.0f} MB"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
