"""Files and folders put in place whole or not at all: written beside, then renamed."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from game.messages import text

OURS = ("scenario.yaml", "briefings", "briefings/*.md", "*.xml")
"""What `kherem convert` writes into folders; a folder that holds anything else is not replaced."""


class PlaceError(Exception):
    """Something cannot be put where it was wanted. `code` is stable."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        super().__init__(text(code, **values))


def place_file(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a file, over another only with `force`. Raises `PlaceError`; then nothing has changed."""
    if path.is_dir() or (path.exists() and not force):
        raise PlaceError("convert/exists", name=path)
    beside = _beside(path, "new")
    try:
        _write(beside, data)
        beside.replace(path)
    except OSError as error:
        raise _cannot(path, error) from error
    finally:
        beside.unlink(missing_ok=True)


def place_folder(path: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write a folder of files, over an empty one or, with `force`, one that holds only what we write.

    Raises `PlaceError`; then nothing has changed.
    """
    _check_free(path, force=force)
    beside, before = _beside(path, "new"), _beside(path, "old")
    try:
        beside.mkdir()
        for name, data in files.items():
            target = beside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            _write(target, data)
        if path.exists():
            path.rename(before)
        try:
            beside.rename(path)
        except OSError:
            with suppress(FileNotFoundError):
                before.rename(path)
            raise
    except OSError as error:
        raise _cannot(path, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    shutil.rmtree(before, ignore_errors=True)


def _check_free(path: Path, *, force: bool) -> None:
    if not path.exists() and not path.is_symlink():
        return
    if not path.is_dir() or path.is_symlink():
        raise PlaceError("convert/exists", name=path)
    held = [entry.relative_to(path).as_posix() for entry in sorted(path.rglob("*"))]
    if held and not force:
        raise PlaceError("convert/exists", name=path)
    for name in held:
        if not any(fnmatch(name, pattern) and name.count("/") == pattern.count("/") for pattern in OURS):
            raise PlaceError("convert/not_ours", name=path, other=name)


def _beside(path: Path, what: str) -> Path:
    return path.absolute().with_name(f".{path.absolute().name}.{os.getpid()}.{what}")


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _cannot(path: Path, error: OSError) -> PlaceError:
    return PlaceError("convert/cannot_write", name=path, reason=error.strerror or str(error))
