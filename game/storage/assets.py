"""Assets: fonts, the map. Law of this file: the one place that knows where they lie.

A wheel carries them inside the package; a source tree has them at its top, in `assets/`, whose README names
each file's version, hash, licence and origin.
"""

from pathlib import Path, PurePosixPath

import game
from game.messages import text


class AssetError(Exception):
    """A file that comes with the game is not there: the installation is not whole."""


def assets_folder() -> Path:
    """Return the folder of the assets that come with the game."""
    package = Path(game.__file__).parent
    installed = package / "_data" / "assets"
    return installed if installed.is_dir() else package.parent / "assets"


def asset(name: str) -> Path:
    """Return the file of the asset `name`, such as `map/region.geojson`. Raises `AssetError`."""
    folder, parts = assets_folder(), PurePosixPath(name).parts
    path = folder.joinpath(*parts)
    if ".." in parts or PurePosixPath(name).is_absolute() or not path.is_file():
        raise AssetError(text("storage/no_asset", name=name, folder=folder))
    return path
