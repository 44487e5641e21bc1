"""What a story is called, where it plays and who speaks in it, as its reports print it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nsmallest
from importlib.resources import files
from itertools import islice

from onrecord.model import Report
from onrecord.text.names import bare_name, may_be_one
from onrecord.text.weights import weight_of
from onrecord.text.words import fold, words_of

OPENING = 12  # words of a report that stand for its headline
TELLING = 22  # weight from which a word of a headline tells what the report is about
MOST_PLACES, MOST_PEOPLE = 3, 5
COMPARED = 400  # names, those in most reports, that are set against one another: a story quotes some thirty people
TAIL = re.compile(r"\s+[|–—-]\s+(?P<name>[^|–—]+)$")  # "Gate fails at night | The Gullhaven Post"
LOCATED = re.compile(
    r"""
    \b (?: in | near | outside ) \s
    (?P<place> [A-Z]\w+ (?: [ ] [A-Z]\w+ ){0,2} ) (?! ['’]s | \w )    # in Port Ellin, but not in Ellin's view
    """,
    re.VERBOSE,
)
NO_PLACES = frozenset(files(__package__).joinpath("no-places.tsv").read_text(encoding="utf-8").split())


def title_of(reports: Sequence[Report]) -> str:
    """Give the first headline that tells what its report is about, else how the first report opens.

    ``reports`` come with the most central first.
    """
    outlets = {fold(report.outlet) for report in reports if report.outlet}
    for report in reports:
        headline = _without_outlet(" ".join((report.headline or "").split()), outlets)
        if _tells(headline, report, outlets):
            return headline
    return _opening(reports[0])


def _without_outlet(headline: str, outlets: Iterable[str]) -> str:
    """Take the outlet's name off the end of a headline.

    >>> _without_outlet("Gate fails - The Post", {"the post"}), _without_outlet("Fire - again", {"the post"})
    ('Gate fails', 'Fire - again')
    """
    tail = TAIL.search(headline)
    return headline[: tail.start()] if tail and _is_outlet(tail["name"], outlets) else headline


def _is_outlet(name: str, outlets: Iterable[str]) -> bool:
    """Tell whether a name is an outlet's, or how it begins: "Fox News" of "Fox News (online)"."""
    bare = fold(name).removeprefix("the ")
    return any(f"{outlet.removeprefix('the ')} ".startswith(f"{bare} ") for outlet in outlets)


def _tells(headline: str, report: Report, outlets: Iterable[str]) -> bool:
    """Tell a headline from a teaser, the name of a section or of the outlet: its words stand in the report."""
    telling = {word.key: headline[word.start : word.end] for word in words_of(headline)}
    printed = [form.casefold() for key, form in telling.items() if weight_of(key) >= TELLING]
    if len(printed) < 2 or _is_outlet(headline, outlets):
        return False
    text = report.text.casefold()
    return 2 * sum(form in text for form in printed) >= len(printed)


def _opening(report: Report) -> str:
    """Give the first words of a report, after its dateline."""
    apart = [each.span for each in report.furniture]
    if report.dateline:
        apart.append(report.dateline.span)
    start = 0
    for span in sorted(apart):
        if not report.text[start : span.start].strip():
            start = max(start, span.end)
    words = report.text[start:].lstrip(" \n—–-:").split(maxsplit=OPENING)
    return " ".join(words[:OPENING]) + (" …" if len(words) > OPENING else "") or report.headline or report.id


def places_of(reports: Iterable[Report]) -> tuple[str, ...]:
    """Give the few places that most of the reports are datelined at, else those that most of them name.

    Without datelines a place is a name that stands after "in", "near" or "outside" more often than elsewhere.
    """
    told = list(reports)
    printed = [_cased(report.dateline.place) for report in told if report.dateline and report.dateline.place]
    if not printed:
        return _named_places(told)
    # "Gullhaven, Norland" and "Gullhaven" are one place: the shortest print counts them together.
    counts = Counter(place.partition(",")[0] for place in printed)
    most = sorted(counts, key=lambda place: (-counts[place], place))[:MOST_PLACES]
    return tuple(min((each for each in printed if each.partition(",")[0] == place), key=_shortest) for place in most)


def _named_places(reports: Sequence[Report]) -> tuple[str, ...]:
    """Give the names that stand mostly after "in", "near" or "outside", in two reports if there are two."""
    named = [Counter(found["place"] for found in LOCATED.finditer(report.text)) for report in reports]
    located = Counter[str]()
    holders = Counter(place for each in named for place in each)
    for each in named:
        located.update(each)
    often = [
        place
        for place, count in located.items()
        if count > 1 and holders[place] >= min(2, len(reports)) and NO_PLACES.isdisjoint(place.split())
    ]
    often.sort(key=lambda place: (-holders[place], -located[place], place))
    told = (place for place in often if 2 * located[place] >= sum(report.text.count(place) for report in reports))
    return tuple(islice(told, MOST_PLACES))


def _shortest(place: str) -> tuple[int, str]:
    return len(place), place


def _cased(place: str) -> str:
    """Give the place of a dateline as it stands in a sentence.

    >>> _cased("PORT ELLIN, N.L."), _cased("Oslo")
    ('Port Ellin, N.L.', 'Oslo')
    """
    return re.sub(r"\b[^\W\d_]{2,}\b", lambda word: word[0].capitalize() if word[0].isupper() else word[0], place)


def people_of(named: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Give the few people whom most of the reports quote; each of ``named`` is one report's speakers.

    >>> people_of([["Ilse Marran", "Paula Renn"], ["Mayor Ilse Marran"], ["Marran"]])
    ('Ilse Marran', 'Paula Renn')
    """
    reports: Counter[str] = Counter()
    prints: Counter[str] = Counter()
    for names in named:
        bare = [bare_name(name) or name for name in names]
        reports.update(set(bare))
        prints.update(bare)
    # Full names first, so that a surname alone counts for the person who bears it.
    persons: dict[str, tuple[int, int]] = {}
    often = nsmallest(COMPARED, reports, key=lambda name: (-reports[name], -prints[name], name))
    for name in sorted(often, key=lambda name: (-len(name.split()), -reports[name], -prints[name], name)):
        person = next((each for each in persons if may_be_one(name, each)), name)
        before = persons.get(person, (0, 0))
        persons[person] = before[0] + reports[name], before[1] + prints[name]
    most = sorted(persons, key=lambda person: (-persons[person][0], -persons[person][1], person))
    return tuple(most[:MOST_PEOPLE])
