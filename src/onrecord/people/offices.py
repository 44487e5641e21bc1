"""Tell whom a report means by a high office and a surname alone: "President Trump".

A report that never prints the given name of a head of state leaves it to its readers, who know. So does this: by a
table of office-holders, and only where the office, the surname, the day and the country leave one person.
"""

import re
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from onrecord.people.chains import Chain
from onrecord.text.names import folded, given_agree, parse_name, surname


class Holder(NamedTuple):
    """Somebody's term in an office; ``country`` is a pattern of words that tell which country's office it is."""

    office: str
    name: str
    first: date
    last: date
    country: re.Pattern[str] | None


def _holders() -> dict[str, list[Holder]]:
    lines = files(__package__).joinpath("office-holders.tsv").read_text(encoding="utf-8").splitlines()
    holders: dict[str, list[Holder]] = {}
    for line in lines:
        if line and not line.startswith("#"):
            office, name, first, last, country = line.split("\t")
            days = date.fromisoformat(first), date.fromisoformat(last) if last else date.max
            words = re.compile(rf"\b(?:{country})(?!\w)") if country else None
            holders.setdefault(folded(surname(name)), []).append(Holder(office, name, *days, words))
    return holders


HOLDERS = _holders()
OFFICE = re.compile(r"\b(?:vice[ -])?(?:president|prime minister|chancellor)$", re.IGNORECASE)
FORMER = re.compile(r"\b(?:former|ex|late|then)\b", re.IGNORECASE)


def office_holder(chain: Chain, text: str, published: date | None) -> str | None:
    """Give the full name of a person whom a report calls by office and surname; nothing if it may be another.

    >>> from onrecord.people.chains import gather_chains
    >>> from onrecord.people.mentions import find_mentions
    >>> [chain] = gather_chains(find_mentions("Then President Obama smiled, and Mr. Obama left."))
    >>> office_holder(chain, "", None), office_holder(chain, "", date(2012, 5, 1)), office_holder(chain, "", date.max)
    ('Barack Obama', 'Barack Obama', None)
    """
    given = parse_name(chain.name).given
    known = HOLDERS.get(folded(surname(chain.name)))
    if known is None:
        return None
    offices = {office.group().lower().replace("-", " ") for role in chain.roles if (office := _office(role))}
    names = {
        holder.name
        for holder in known
        if holder.office in offices
        and (not given or given_agree(given[0], parse_name(holder.name).given[0]))
        and (published is None or holder.first <= published <= holder.last)
        and (holder.country is None or _names(text, holder.country))
    }
    return names.pop() if len(names) == 1 else None


@lru_cache(maxsize=32)  # more than there are countries: a text is searched once for each, whoever its chains are
def _names(text: str, country: re.Pattern[str]) -> bool:
    return country.search(text) is not None


def _office(role: str) -> re.Match[str] | None:
    return None if FORMER.search(role) else OFFICE.search(role)
