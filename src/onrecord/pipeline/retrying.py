"""What could not be read is tried again: its sources are read once more, and what came of each place is settled."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from onrecord.errors import UsageError
from onrecord.model import Added, Failure, KeptFailure, Retried
from onrecord.pipeline.found import Found
from onrecord.record import Store

INSIDE = ("!", ":", "/")  # what parts the name of a file or folder from that of a member, a line or a file in it
MAGIC = ("*", "?", "[")


class Retrying:
    """Tries again what failed at some places, or everywhere.

    Raises:
        UsageError: nothing failed at one of the places.
    """

    def __init__(self, store: Store, places: Sequence[str] = ()) -> None:
        self._store = store
        chosen = chosen_failures(store.kept_failures(), places)
        self._untried = tuple(each.failure for each in chosen if each.source is None)
        # A source is kept with its whole path, a place is named as it was found: less the folder that was worked in.
        self._groups: dict[tuple[str, str], list[Failure]] = {}
        for each in chosen:
            if each.source is not None:
                key = (each.source, folder_of(each.source, each.failure.location))
                self._groups.setdefault(key, []).append(each.failure)
        self._seen: set[str] = set()

    @property
    def sources(self) -> tuple[str, ...]:
        """What is read again, sorted."""
        return tuple(sorted({source for source, _ in self._groups}))

    def found_in(self, find: Callable[[str], Iterable[Found]]) -> Iterator[tuple[str, Found]]:
        """Give all that is in the sources, as ``find`` gives it, by the names under which the record knows it."""
        for (source, folder), failures in sorted(self._groups.items()):
            wanted = {each.location for each in failures}
            for item in find(source):
                named = _named(item, folder)
                location = named.location if isinstance(named, Failure) else named.origin.location
                if not isinstance(named, Failure):  # a packed file that could not be read is mended by its members
                    self._seen.update(each for each in wanted if location == each or _is_inside(location, each))
                yield source, named

    def settle(self, added: Added) -> Retried:
        """Take what fails no more off the record, and tell what came of all."""
        failed = {(each.location, each.stage) for each in added.failures}
        places = {each.location for each in added.failures}
        mended, gone, failing = [], [], []
        for (source, folder), failures in self._groups.items():
            for each in failures:
                if each.location in places or _is_hidden(each.location, source.removeprefix(folder), places):
                    failing.append(each)
                elif each.location in self._seen:
                    mended.append(each)
                else:
                    gone.append(each)
        # A place that failed at one stage may fail at another now: it is then on record under that one alone.
        moved = [each for each in failing if each.location in places and (each.location, each.stage) not in failed]
        self._store.drop_failures([*mended, *gone, *moved])
        return Retried(tuple(mended), tuple(gone), tuple(failing), self._untried, added)


def chosen_failures(failures: Sequence[KeptFailure], places: Sequence[str]) -> list[KeptFailure]:
    """Choose the failures at some places, in the files and folders that these name, or all.

    Raises:
        UsageError: nothing failed at one of them.
    """
    chosen: dict[KeptFailure, None] = {}
    for place in places:
        at = [each for each in failures if each.failure.location == place or each.source == place]
        at = at or [each for each in failures if _is_inside(each.failure.location, place)]
        if not at:
            raise UsageError(f"{place}: nothing failed there; `onrecord failures` lists what did")
        chosen |= dict.fromkeys(at)
    return list(chosen) if places else list(failures)


def folder_of(source: str, location: str) -> str:
    """Give the folder, with its stroke, that a source's whole path has and a place in that source has not.

    >>> folder_of("/elm/data/day.jsonl", "data/day.jsonl:17"), folder_of("/elm/data/*.txt", "data/a.txt")
    ('/elm/', '/elm/')
    >>> folder_of("/elm/day.jsonl", "/elm/day.jsonl:17"), folder_of("https://elm.example/", "https://elm.example/a")
    ('', '')
    """
    parts = PurePath(source).parts
    if location.startswith(source) or len(parts) < 2:
        return ""
    for number in range(1, len(parts)):
        typed = str(PurePath(*parts[number:]))
        plain = typed[: min((typed.index(sign) for sign in MAGIC if sign in typed), default=len(typed))]
        if location.startswith(plain) and (plain or number == len(parts) - 1):
            return source[: len(source) - len(typed)]
    return ""


def _named(item: Found, folder: str) -> Found:
    if isinstance(item, Failure):
        return replace(item, location=item.location.removeprefix(folder))
    return replace(item, origin=replace(item.origin, location=item.origin.location.removeprefix(folder)))


def _is_hidden(location: str, source: str, unread: set[str]) -> bool:
    """Tell whether what could not be read holds a place: the whole source, or a file or folder with that in it."""
    return source in unread or any(location[:at] in unread for at, sign in enumerate(location) if sign in INSIDE)


def _is_inside(location: str, place: str) -> bool:
    rest = location.removeprefix(place)
    return rest != location and (place.endswith("/") or rest.startswith(INSIDE))
