"""Put a report together from what its source says of itself and what its text shows."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from onrecord.model import Dateline, Furniture, Origin, PublishedGround, Report, ReportKind
from onrecord.read.furniture import find_furniture
from onrecord.read.language import language_of


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader of one kind of source found, before the text itself is looked at."""

    text: str
    origin: Origin
    id: str | None = None
    kind: ReportKind = "report"
    outlet: str | None = None
    url: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: date | None = None
    published_ground: PublishedGround = "none"


def report_of(draft: Draft) -> Report:
    """Make a report: its furniture and dateline, its language and its id. A transcript has turns and no furniture."""
    dateline: Dateline | None = None
    furniture: tuple[Furniture, ...] = ()
    if draft.kind == "report":
        dateline, furniture = find_furniture(draft.text, draft.headline, draft.published)
    return Report(
        id=draft.id or id_of(draft),
        text=draft.text,
        origin=draft.origin,
        kind=draft.kind,
        outlet=draft.outlet,
        url=draft.url,
        headline=draft.headline,
        byline=draft.byline,
        dateline=dateline,
        published=draft.published,
        published_ground=draft.published_ground,
        language=language_of(draft.text),
        furniture=furniture,
    )


def id_of(draft: Draft) -> str:
    """Give the first 20 hex digits of a SHA-256 over URL, outlet, day, headline and text."""
    day = draft.published.isoformat() if draft.published else ""
    parts = (draft.url or "", draft.outlet or "", day, draft.headline or "", draft.text)
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:20]
