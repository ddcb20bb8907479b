"""Towns, railways, two cutting lines and the names of regions: what tools/region_map.py has no source for."""

# Roughly the west and south-west limit of modern Hulunbuir, Hinggan, Tongliao and Chifeng.
CUT = [
    (119.2, 47.6),
    (119.9, 46.75),
    (119.85, 46.2),
    (119.5, 45.9),
    (119.75, 45.3),
    (119.15, 44.95),
    (118.2, 44.65),
    (117.6, 44.35),
    (117.3, 43.7),
    (116.95, 43.0),
    (116.7, 42.6),
    (116.75, 42.0),
    (116.4, 41.7),
]

REGIONS = {
    "mongolia": {
        "name": "Outer Mongolia (Mongolian People's Republic)",
        "polity_1945": "mpr",
        "modern_units": ["Mongolia"],
    },
    "xinjiang": {"name": "Sinkiang (Xinjiang)", "polity_1945": "roc", "modern_units": ["Xinjiang"]},
    "inner_mongolia": {
        "name": "Inner Mongolia (Suiyuan, Chahar, Ningxia banners)",
        "polity_1945": "roc",
        "modern_units": ["Inner Mongolia (west and centre)"],
        "note": "East limit hand-drawn",
    },
    "inner_mongolia_east": {
        "name": "Eastern Inner Mongolia (Hsingan provinces; north of Jehol)",
        "polity_1945": "manchukuo",
        "modern_units": ["Inner Mongolia: Hulunbuir, Hinggan, Tongliao, Chifeng"],
        "note": "West limit hand-drawn; in Manchukuo until August 1945",
    },
    "manchuria": {
        "name": "Manchuria (three north-east provinces)",
        "polity_1945": "manchukuo",
        "modern_units": ["Heilongjiang", "Jilin", "Liaoning"],
    },
    "gansu": {"name": "Gansu", "polity_1945": "roc", "modern_units": ["Gansu"]},
    "qinghai": {"name": "Qinghai", "polity_1945": "roc", "modern_units": ["Qinghai"]},
    "ningxia": {"name": "Ningxia", "polity_1945": "roc", "modern_units": ["Ningxia"]},
    "tibet": {"name": "Tibet (Xizang)", "polity_1945": "tibet", "modern_units": ["Xizang"]},
    "north_china": {
        "name": "North China",
        "polity_1945": "roc",
        "modern_units": ["Hebei", "Beijing", "Tianjin", "Shanxi", "Shaanxi", "Shandong", "Henan"],
        "note": "1945: contested by Japan, the CCP and the National Government",
    },
    "south_china": {
        "name": "Central and South China",
        "polity_1945": "roc",
        "modern_units": [
            "Anhui",
            "Chongqing",
            "Fujian",
            "Guangdong",
            "Guangxi",
            "Guizhou",
            "Hainan",
            "Hubei",
            "Hunan",
            "Jiangsu",
            "Jiangxi",
            "Shanghai",
            "Sichuan",
            "Yunnan",
            "Zhejiang",
        ],
    },
    "taiwan": {"name": "Taiwan (Formosa)", "polity_1945": "japan", "modern_units": ["Taiwan"]},
    "tuva": {
        "name": "Tuva",
        "polity_1945": "ussr",
        "modern_units": ["Tuva Republic"],
        "note": "Taken into the USSR in October 1944",
    },
    "soviet_far_east": {
        "name": "Soviet Far East",
        "polity_1945": "ussr",
        "modern_units": ["Primor'ye", "Khabarovsk", "Amur", "Yevrey"],
    },
    "transbaikal": {
        "name": "Transbaikal (Chita, Buryat-Mongol ASSR)",
        "polity_1945": "ussr",
        "modern_units": ["Chita", "Buryat"],
    },
    "karafuto": {
        "name": "Karafuto (southern Sakhalin)",
        "polity_1945": "japan",
        "modern_units": ["Sakhalin Oblast south of 50 N"],
    },
    "kurils": {
        "name": "Kuril Islands",
        "polity_1945": "japan",
        "modern_units": ["Sakhalin Oblast: Kuril Islands"],
    },
    "northern_sakhalin": {
        "name": "Northern Sakhalin",
        "polity_1945": "ussr",
        "modern_units": ["Sakhalin Oblast north of 50 N"],
    },
    "kazakh_ssr": {"name": "Kazakh SSR", "polity_1945": "ussr", "modern_units": ["Kazakhstan"]},
    "soviet_union": {
        "name": "Soviet Union (rest)",
        "polity_1945": "ussr",
        "modern_units": ["Russia (rest)", "Kyrgyzstan", "Tajikistan", "Uzbekistan", "Turkmenistan"],
    },
    "korea": {
        "name": "Korea (Chosen)",
        "polity_1945": "japan",
        "modern_units": ["North Korea", "South Korea"],
    },
    "japan": {"name": "Japan", "polity_1945": "japan", "modern_units": ["Japan"]},
    "other": {
        "name": "Other lands",
        "polity_1945": "other",
        "modern_units": ["South and South-East Asia", "disputed Aksai Chin area"],
    },
}

# Id, name then, name now, degrees east and north, rank.
TOWNS = [
    ("ulaanbaatar", "Ulan Bator", "Ulaanbaatar", 106.92, 47.92, "capital"),
    ("moscow", "Moscow", "Moscow", 37.62, 55.75, "capital"),
    ("chongqing", "Chungking", "Chongqing", 106.55, 29.56, "capital"),
    ("yanan", "Yenan", "Yan'an", 109.49, 36.59, "city"),
    ("urumqi", "Tihwa", "Ürümqi", 87.62, 43.82, "city"),
    ("yining", "Kuldja (Ining)", "Yining / Ghulja", 81.32, 43.92, "city"),
    ("port_arthur", "Port Arthur", "Lüshun", 121.26, 38.81, "port"),
    ("dairen", "Dairen", "Dalian", 121.62, 38.92, "port"),
    ("harbin", "Harbin", "Harbin", 126.64, 45.76, "city"),
    ("changchun", "Changchun (Hsinking)", "Changchun", 125.32, 43.88, "city"),
    ("mukden", "Mukden", "Shenyang", 123.43, 41.8, "city"),
    ("kalgan", "Kalgan", "Zhangjiakou", 114.88, 40.82, "city"),
    ("wangyemiao", "Wangyemiao", "Ulanhot", 122.08, 46.08, "city"),
    ("dolonnor", "Dolon Nor", "Duolun", 116.47, 42.18, "city"),
    ("chengde", "Chengteh (Jehol)", "Chengde", 117.93, 40.97, "city"),
    ("beiping", "Peiping", "Beijing", 116.4, 39.91, "city"),
    ("vladivostok", "Vladivostok", "Vladivostok", 131.89, 43.12, "port"),
    ("chita", "Chita", "Chita", 113.5, 52.03, "city"),
    ("irkutsk", "Irkutsk", "Irkutsk", 104.28, 52.29, "city"),
    ("alma_ata", "Alma-Ata", "Almaty", 76.95, 43.25, "city"),
    ("khovd", "Kobdo", "Khovd", 91.64, 48.01, "town"),
    ("manzhouli", "Manchouli", "Manzhouli", 117.43, 49.6, "town"),
    ("suifenhe", "Suifenho", "Suifenhe", 131.15, 44.4, "town"),
    ("khalkhin_gol", "Nomonhan (Khalkhin Gol)", "Khalkhin Gol", 118.6, 47.7, "site"),
    ("beitashan", "Baitag Bogd (Peitashan)", "Beitashan", 90.9, 45.3, "site"),
    ("kyakhta", "Kiakhta", "Kyakhta", 106.45, 50.35, "town"),
]

# Straight lines between towns.
RAILWAYS = {
    "cer": (
        "Chinese Eastern Railway",
        [
            [
                (117.43, 49.6),
                (119.74, 49.21),
                (120.73, 49.15),
                (121.93, 48.77),
                (122.74, 48.01),
                (123.92, 47.35),
                (125.0, 46.6),
                (126.64, 45.76),
                (127.97, 45.21),
                (129.61, 44.58),
                (131.15, 44.4),
                (131.95, 43.8),
            ]
        ],
    ),
    "smr": (
        "South Manchurian Railway (former CER southern branch)",
        [
            [
                (126.64, 45.76),
                (125.32, 43.88),
                (124.38, 43.17),
                (123.84, 42.3),
                (123.43, 41.8),
                (123.0, 41.1),
                (122.2, 40.3),
                (121.98, 39.62),
                (121.62, 38.92),
                (121.26, 38.81),
            ]
        ],
    ),
    "transsib": (
        "Trans-Siberian Railway",
        [
            [
                (61, 56.8),
                (65.5, 57.1),
                (73.4, 55.0),
                (82.9, 55.0),
                (92.9, 56.0),
                (98.5, 54.9),
                (104.28, 52.29),
                (105.0, 51.7),
                (107.6, 51.83),
                (110.0, 51.1),
                (113.5, 52.03),
                (116.5, 52.2),
                (121.0, 53.7),
                (124.7, 53.9),
                (128.1, 51.4),
                (131.5, 48.9),
                (135.07, 48.48),
                (134.7, 47.0),
                (133.2, 44.9),
                (131.95, 43.8),
                (131.89, 43.12),
            ],
            [(113.5, 52.03), (114.6, 51.1), (117.43, 49.6)],
        ],
    ),
    "turksib": (
        "Turkestan-Siberia Railway",
        [
            [
                (82.9, 55.0),
                (83.75, 53.35),
                (80.25, 50.43),
                (78.4, 48.0),
                (77.0, 46.6),
                (78.3, 44.9),
                (76.95, 43.25),
            ]
        ],
    ),
    "peking_kalgan": (
        "Peiping-Suiyuan Railway",
        [[(116.4, 39.91), (114.88, 40.82), (113.3, 40.1), (111.65, 40.82), (109.84, 40.65)]],
    ),
    "peking_mukden": (
        "Peiping-Mukden Railway",
        [[(116.4, 39.91), (117.2, 39.13), (119.6, 39.93), (121.1, 41.1), (123.43, 41.8)]],
    ),
}
