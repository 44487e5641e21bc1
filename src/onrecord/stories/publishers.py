"""Who publishes a report: editions of one outlet and sites of one newsroom are one publisher.

The table has what is certain, and the user's own comes first. An outlet that neither has is its own publisher.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

from onrecord.errors import SourceUnreadable
from onrecord.model import KnownOutlet, Report
from onrecord.text.hosts import host_of
from onrecord.text.names import folded
from onrecord.text.tables import read_table

COLUMNS = ("outlet", "publisher")
SECTION = re.compile(r"\s*\([^()]*\)\s*$")  # Elm Times (Opinion)
SITE = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)+)/?", re.IGNORECASE)
ENDING = re.compile(r"(?:\.(?:com|org|net|co|news|tv|uk|au|ca|in|nz|ie|us))+$", re.IGNORECASE)
ARTICLE = re.compile(r"the\s+(?=\S)", re.IGNORECASE)


def publishers(reports: Iterable[Report], known: Iterable[KnownOutlet] = ()) -> dict[str, str]:
    """Name the publishers of those reports that tell their outlet or where they stood, by the ids of the reports.

    A publisher that no table has is named by its outlet, folded. A transcript is published by nobody.

    >>> from onrecord.model import Origin
    >>> report = Report("r", "It broke.", Origin("r.txt", "", "text/plain"), outlet="The Elm Times (Opinion)")
    >>> publishers([report]), publishers([report], [KnownOutlet("elmtimes.com", "Elm Group")])
    ({'r': 'elmtimes'}, {'r': 'Elm Group'})
    """
    table = _with_users(known)
    named = ((report.id, _publisher(report, table)) for report in reports if report.kind == "report")
    return {report: publisher for report, publisher in named if publisher}


def read_outlets(data: bytes, location: str) -> tuple[KnownOutlet, ...]:
    """Read a table of outlets.

    >>> read_outlets(b"outlet,publisher\\nElm Times,Elm Group\\n", "outlets.csv")
    (KnownOutlet(outlet='Elm Times', publisher='Elm Group'),)

    Raises:
        SourceUnreadable: it is no such table; the error names the line.
    """
    lines: dict[str, int] = {}
    outlets = []
    for line, row in read_table(data, location, COLUMNS):
        place = f"{location}:{line}"
        for column in COLUMNS:
            if not _fold(row.get(column, "")):
                raise SourceUnreadable(place, f"the {column} is missing")
        first = lines.setdefault(_fold(row["outlet"]), line)
        if first != line:
            raise SourceUnreadable(place, f"{row['outlet']} stands in line {first}, too; an outlet has one publisher")
        outlets.append(KnownOutlet(row["outlet"], row["publisher"]))
    if not outlets:
        raise SourceUnreadable(location, f"there are no outlets in it; write a row for each under {','.join(COLUMNS)}")
    return tuple(outlets)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    lines = files(__package__).joinpath("publishers.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {
        key: publisher
        for publisher, outlets in rows
        for name in (publisher, *outlets.split("|"))
        for key in (_host(name), _fold(name))
        if key
    }


def _with_users(known: Iterable[KnownOutlet]) -> dict[str, str]:
    """Put the user's table before ours; a publisher in it may be one of ours."""
    table = dict(_table())
    named: dict[str, str] = {}
    for row in sorted(known, key=lambda row: (row.outlet, row.publisher)):
        publisher = table.get(_fold(row.publisher)) or named.setdefault(_fold(row.publisher), row.publisher)
        named[_host(row.outlet) or _fold(row.outlet)] = named[_fold(row.outlet)] = publisher
    return table | named


def _publisher(report: Report, table: Mapping[str, str]) -> str | None:
    """Look up the outlet, then the site; a site that no table has says something only where there is no outlet."""
    outlet = report.outlet or ""
    if found := _at_host(_host(outlet), table) or table.get(_fold(outlet)):
        return found
    host = _host(host_of(report.url))
    return _at_host(host, table) or _fold(outlet) or _fold(host) or None


def _at_host(host: str, table: Mapping[str, str]) -> str | None:
    parts = host.split(".")
    return next((table[site] for at in range(len(parts) - 1) if (site := ".".join(parts[at:])) in table), None)


def _host(outlet: str) -> str:
    """Give the site that an outlet is called by, if it is.

    >>> _host("www.Elm-Times.com"), _host("Elm Times")
    ('elm-times.com', '')
    """
    site = SITE.fullmatch(outlet.strip())
    return site["host"].casefold() if site else ""


def _fold(outlet: str) -> str:
    """Give an outlet's name to compare by.

    >>> [_fold(name) for name in ("The Elm Times", "ELM TIMES (News)", "www.elmtimes.com", "The")]
    ['elmtimes', 'elmtimes', 'elmtimes', 'the']
    """
    name = SECTION.sub("", outlet).strip() or outlet
    return folded(ENDING.sub("", ARTICLE.sub("", _host(name) or name, count=1)))
