"""Places on the map that issues and tracks can be about.

Law of this file: the ids are those of `assets/map/region.geojson`; a test holds that they are the same.
"""

from typing import Literal

Region = Literal[
    "gansu",
    "inner_mongolia",
    "inner_mongolia_east",
    "japan",
    "karafuto",
    "kazakh_ssr",
    "korea",
    "kurils",
    "manchuria",
    "mongolia",
    "ningxia",
    "north_china",
    "northern_sakhalin",
    "other",
    "qinghai",
    "south_china",
    "soviet_far_east",
    "soviet_union",
    "taiwan",
    "tibet",
    "transbaikal",
    "tuva",
    "xinjiang",
]
City = Literal[
    "alma_ata",
    "beiping",
    "beitashan",
    "changchun",
    "chengde",
    "chita",
    "chongqing",
    "dairen",
    "dolonnor",
    "harbin",
    "irkutsk",
    "kalgan",
    "khalkhin_gol",
    "khovd",
    "kyakhta",
    "manzhouli",
    "moscow",
    "mukden",
    "port_arthur",
    "suifenhe",
    "ulaanbaatar",
    "urumqi",
    "vladivostok",
    "wangyemiao",
    "yanan",
    "yining",
]
Railway = Literal["cer", "peking_kalgan", "peking_mukden", "smr", "transsib", "turksib"]
Place = Region | City | Railway
