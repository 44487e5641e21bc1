"""Follow one address: what is new there, step by step, and how each address stands after it.

A page is asked for again some time after it was read, and whenever its feed says that it was modified: so an edit
after publication is noticed. What a step gives has to be written before the step counts; a run that is killed between
two of them asks again for what was not written, and for nothing else.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from onrecord.errors import SourceError, SourceRefused, SourceUnreachable
from onrecord.fetch.addresses import checked_address
from onrecord.fetch.answers import charset_of, payload_of, refuse_front_page
from onrecord.fetch.client import Answer
from onrecord.fetch.clock import utc_text
from onrecord.fetch.decoding import gunzipped
from onrecord.fetch.visitor import UNCHANGED, Visitor
from onrecord.model import Entry, Failure, Feed, Payload, Visit
from onrecord.read.feeds import is_feed, parse_feed
from onrecord.read.payloads import failure_of
from onrecord.text.hosts import host_of

Did: TypeAlias = Literal["listed", "fetched", "unchanged", "failed", "waiting"]

DEEPEST = 3  # an index of sitemaps, one of theirs, and a sitemap; the protocol has two
GONE = 410
DOWN = 2  # pages in a row that fail in passing, each tried more than once, after which a host is left in peace
STAGE = "fetch"
LONGEST = 500  # characters of an ETag


@dataclass(frozen=True, slots=True)
class Step:
    """What was done for an address, and how it stands now; ``left`` counts the pages that wait for the next round."""

    did: Did
    visit: Visit
    payload: Payload | None = None
    failure: Failure | None = None
    left: int = 0


class Visits(Protocol):
    """What is known of addresses that were asked before."""

    def at(self, urls: Iterable[str]) -> Mapping[str, Visit]:
        """Give how some addresses stand; those never asked are left out."""
        ...

    def due(self, feed: str, now: str) -> Sequence[Visit]:
        """Give the pages that a feed listed and that are to be asked again by now."""
        ...


class NoVisits:
    """Nothing is known: everything is asked for, as ``add`` does."""

    def at(self, urls: Iterable[str]) -> Mapping[str, Visit]:
        """Give nothing."""
        return {}

    def due(self, feed: str, now: str) -> Sequence[Visit]:
        """Give nothing."""
        return ()


def follow(address: str, visits: Visits, visitor: Visitor) -> Iterator[Step]:
    """Ask for an address that a user gave: a page, or a feed or sitemap whose pages are asked for, too."""
    try:
        url = checked_address(address)
    except SourceRefused as error:
        yield Step("failed", Visit(error.location), failure=failure_of(error, STAGE))
        return
    visit = replace(visits.at([url]).get(url, Visit(url)), feed=None)
    yield from _Round(url, visits, visitor).of(visit)


class _Round:
    """One look at an address and at all that hangs on it."""

    def __init__(self, url: str, visits: Visits, visitor: Visitor) -> None:
        self._url, self._visits, self._visitor = url, visits, visitor
        self._options, self._clock = visitor.options, visitor.clock
        self._end = self._clock.passed() + self._options.longest_round
        self._asked: set[str] = set()
        self._pages = self._sitemaps = self._left = 0
        self._failed_in_a_row: Counter[str] = Counter()
        self._is_inside: bool | None = None  # whether the address is in a private network; None until it answers

    def of(self, visit: Visit) -> Iterator[Step]:
        """Ask for the address itself, for what it lists, and for the pages that are due."""
        if visit.tries and visit.due and visit.due > self._now():
            yield Step("waiting", visit)
        else:
            yield from self._listing(visit, DEEPEST)
        if self._is_inside is None and self._options.allow_private:
            return  # nobody knows now what it may lead to; what is due stays so
        for page in self._visits.due(self._url, self._now()):
            if not self._is_left(page.url):
                yield from self._page(page)

    # --- what lists others ------------------------------------------------------------------------------------------

    def _listing(self, visit: Visit, depth: int) -> Iterator[Step]:
        """Ask for what may list other addresses: the one that was given, or a sitemap of an index."""
        self._asked.add(visit.url)
        is_given = visit.url == self._url
        again = self._later if is_given else _never
        try:
            answer = self._get(visit, allow_private=is_given or self._is_inside is True)
            if is_given:
                self._is_inside = answer.is_private
            data = gunzipped(answer.body, visit.url, self._options.largest)
            if answer.status == UNCHANGED:
                yield Step("unchanged", self._stands(visit, answer))
            elif is_feed(data):
                charset, most = charset_of(answer), self._options.most_entries
                feed = parse_feed(data, visit.url, base=answer.url, charset=charset, most=most)
                yield from self._listed(visit, answer, feed, depth)
            elif is_given:
                refuse_front_page(visit.url, data, answer.url)
                yield Step("fetched", self._stands(visit, answer), payload_of(visit.url, data, answer, self._now()))
            else:
                yield self._failed(visit, SourceUnreachable(visit.url, "it is listed as a sitemap and is none"), again)
        except SourceError as error:
            yield self._failed(visit, error, again)

    def _listed(self, visit: Visit, answer: Answer, feed: Feed, depth: int) -> Iterator[Step]:
        """Ask for what a feed lists. Its own state comes last: until then it counts as not asked."""
        before = self._left
        if nameless := sum(entry.url is None for entry in feed.entries):
            why = f"{nameless} of its entries give no address of a page"
            yield Step("failed", visit, failure=Failure(f"{visit.url}#", STAGE, why))
        if feed.kind == "sitemap index":
            for child in self._sitemaps_of(feed):
                if depth > 1:
                    yield from self._listing(child, depth - 1)
        else:
            for page in self._pages_of(feed):
                yield from self._page(page)
        left = self._left - before
        stands = self._stands(visit, answer)
        if left or feed.kind == "sitemap index":  # to be read whole the next time: an index says little of what is new
            stands = replace(stands, etag=None, modified=None)
        yield Step("listed", stands, left=left)

    def _sitemaps_of(self, feed: Feed) -> Iterator[Visit]:
        """Give the sitemaps of an index that may list something new, the latest first."""
        for url, entry, visit in self._known(feed):
            is_old = visit and not visit.tries and entry.modified and not self._is_since(entry, visit)
            if url in self._asked or is_old:
                continue
            self._sitemaps += 1
            if self._sitemaps > self._options.most_sitemaps or self._is_late:
                self._left += 1
            else:
                yield visit or Visit(url, feed=self._url)

    def _pages_of(self, feed: Feed) -> Iterator[Visit]:
        """Give the pages of a feed that are new, or modified since they were read."""
        for url, entry, visit in self._known(feed):
            if url in self._asked or (visit and not self._is_since(entry, visit)) or self._is_left(url):
                continue
            # Time runs anew from an edit: there may soon be another.
            yield replace(visit, visited=None) if visit else Visit(url, feed=self._url)

    def _known(self, feed: Feed) -> list[tuple[str, Entry, Visit | None]]:
        """Give the entries of a feed with how their pages stand; of sitemaps, which have no order, the latest first."""
        listed = [(_plain(entry.url), entry) for entry in feed.entries if entry.url]
        if feed.kind in ("sitemap", "sitemap index"):
            listed.sort(key=lambda pair: _latest(pair[1]), reverse=True)
        visits = self._visits.at(dict.fromkeys(url for url, _ in listed))
        return [(url, entry, visits.get(url)) for url, entry in listed]

    def _is_since(self, entry: Entry, visit: Visit) -> bool:
        """Tell whether a feed says that an entry was modified after it was read, and not in days to come."""
        moment = _latest(entry)  # RSS has but the day of publication, which some set anew
        return bool(moment) and visit.visited is not None and visit.visited < moment <= self._now()

    def _is_left(self, url: str) -> bool:
        """Tell whether a page has to wait for the next round: enough were asked for, or its host is down."""
        self._pages += 1
        is_enough = self._pages > self._options.most_pages or self._is_late
        is_left = is_enough or self._failed_in_a_row[host_of(url)] >= DOWN
        self._left += is_left
        return is_left

    @property
    def _is_late(self) -> bool:
        return self._clock.passed() > self._end

    # --- pages ------------------------------------------------------------------------------------------------------

    def _page(self, visit: Visit) -> Iterator[Step]:
        """Ask for a page that a feed lists. Only what is inside a private network may lead to what is inside."""
        if visit.url in self._asked:
            return
        self._asked.add(visit.url)
        try:
            answer = self._get(visit, allow_private=self._is_inside is True)
            if answer.status == UNCHANGED:
                yield Step("unchanged", self._stands(visit, answer, self._due(visit)))
                return
            data = gunzipped(answer.body, visit.url, self._options.largest)
            if is_feed(data):
                raise SourceRefused(visit.url, "a feed is listed where a page should be; follow it by itself")
            payload = payload_of(visit.url, data, answer, self._now())
            yield Step("fetched", self._stands(visit, answer, self._due(visit)), payload)
        except SourceError as error:
            yield self._failed(visit, error, self._at_last_never)

    def _get(self, visit: Visit, *, allow_private: bool) -> Answer:
        host = host_of(visit.url)
        try:
            answer = self._visitor.get(visit.url, etag=visit.etag, modified=visit.modified, allow_private=allow_private)
        except SourceUnreachable as error:
            self._failed_in_a_row[host] = self._failed_in_a_row[host] + 1 if error.passing else 0
            raise
        self._failed_in_a_row[host] = 0
        return answer

    # --- how addresses stand ----------------------------------------------------------------------------------------

    def _stands(self, visit: Visit, answer: Answer, due: str | None = None) -> Visit:
        told = answer.headers
        is_new = answer.status != UNCHANGED
        return replace(
            visit,
            etag=_short(told.get("etag")) if is_new else visit.etag,
            modified=_short(told.get("last-modified")) if is_new else visit.modified,
            visited=self._now(),
            status=answer.status,
            tries=0,
            due=due,
        )

    def _failed(self, visit: Visit, error: SourceError, again: "Again") -> Step:
        status = error.status if isinstance(error, SourceUnreachable) else None
        wait = again(visit, error)
        due = None if wait is None else utc_text(self._clock.now(), wait)
        stands = replace(visit, status=status, tries=visit.tries + 1, due=due)
        return Step("failed", stands, failure=failure_of(error, STAGE))

    def _later(self, visit: Visit, error: SourceError) -> float | None:
        """Give after how long to ask again: longer and longer, and no sooner than the server wants.

        What was refused was not asked; whoever follows may allow it the next time.
        """
        again = self._options.failed_again
        if isinstance(error, SourceRefused):
            return None
        if not isinstance(error, SourceUnreachable):
            return again[-1]
        return max(again[min(visit.tries, len(again) - 1)], min(error.after or 0, again[-1]))

    def _at_last_never(self, visit: Visit, error: SourceError) -> float | None:
        again = self._options.failed_again
        is_gone = isinstance(error, SourceUnreachable) and error.status == GONE
        if is_gone or visit.tries >= len(again):
            return None
        return again[-1] if isinstance(error, SourceRefused) else self._later(visit, error)

    def _due(self, visit: Visit) -> str | None:
        """Give when a page that was just read is to be asked again: the longer it stood, the later; at last never."""
        now = self._clock.now()
        read = _moment(visit.visited)
        stood = (now - read).total_seconds() if read else -1.0
        wait = next((each for each in self._options.revisits if each > stood), None)
        return None if wait is None else utc_text(now, wait)

    def _now(self) -> str:
        return utc_text(self._clock.now())


Again: TypeAlias = Callable[[Visit, SourceError], float | None]


def _never(visit: Visit, error: SourceError) -> None:
    """Leave it to the index that lists a sitemap to have it asked again."""


def _short(told: str | None) -> str | None:
    """Leave out what a server wants to have kept for it at a length that nobody needs."""
    return told if told and len(told) <= LONGEST else None


def _plain(url: str) -> str:
    """Give an address in its plain form, or as it stands for whoever asks for it to refuse."""
    try:
        return checked_address(url)
    except SourceRefused:
        return url


def _latest(entry: Entry) -> str:
    moments = [moment for moment in (_moment(entry.modified), _moment(entry.published)) if moment]
    return utc_text(max(moments)) if moments else ""


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
