"""A followed utterance as an RSS 2.0 feed: an item for each report that prints it, with what it has otherwise.

An item keeps its ``guid`` whatever comes on record later, so that a reader shows what is new alone. Days are those of
the reports: the feed of a record is the same whenever it is asked for.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # it writes XML and reads none

from onrecord.model import ChangeKind, Relation, Report, Utterance, Witness
from onrecord.views.brief_view import clipped
from onrecord.views.exports.identifiers import places_urn, web_address
from onrecord.views.exports.xml_files import DECLARATION, put

ATOM = "http://www.w3.org/2005/Atom"
# RSS does not say whether a title is HTML, and readers differ: so there is nothing in it that could be markup.
NO_MARKUP = str.maketrans("<>", "‹›")
LONGEST_TITLE = 80  # characters of the words in a title
RELATIONS: dict[Relation, str] = {
    "identical": "in these words",
    "cut": "cut",
    "reworded": "reworded",
    "spliced": "spliced",
    "paraphrase": "in the outlet's own words",
}
CHANGES: dict[ChangeKind, str] = {
    "added": "adds “{theirs}”",
    "left out": "leaves out “{ours}”",
    "replaced": "has “{theirs}” for “{ours}”",
    "joined": "joins what stands apart, without “{ours}”",
    "not quoted": "does not quote “{ours}”",
}


def of_utterance(
    utterance: Utterance, reports: Mapping[str, Report], *, address: str, feed_address: str | None = None
) -> str:
    """Give an utterance as a feed; ``reports`` has those of its witnesses by id, ``address`` is that of its page.

    >>> from onrecord.model import Origin, Span
    >>> report = Report("r1", "It leaks.", Origin("r1.txt", "", "text/plain"), outlet="Elm Times")
    >>> witness = Witness("A", "r1", "r1:0-9", (Span(0, 9),), "It leaks.", "identical")
    >>> utterance = Utterance("u1", None, "Ana Ruiz", None, "It leaks.", False, (witness,), ())
    >>> feed = of_utterance(utterance, {"r1": report}, address="https://onrecord.example/utterance/u1")
    >>> "<title>Elm Times: in these words</title>" in feed
    True

    Raises:
        ValueError: ``address`` is none of the web.
    """
    page = web_address(address)
    if page is None:
        raise ValueError(f"{address}: a feed needs the http or https address of the page that it is of")
    feed = Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = SubElement(feed, "channel")
    title = f"{utterance.speaker or 'Somebody'}: “{_short(utterance.base)}”"
    put(channel, "title", title.translate(NO_MARKUP))
    put(channel, "link", page)
    put(
        channel, "description", "How outlets print it: each report, and what it has otherwise than the fullest wording."
    )
    own = web_address(feed_address)
    if own:
        SubElement(channel, "atom:link", {"href": own, "rel": "self", "type": "application/rss+xml"})
    for witness in sorted(utterance.witnesses, key=lambda witness: _newest_first(reports.get(witness.report))):
        channel.append(_item(utterance, witness, reports.get(witness.report), page))
    return DECLARATION + tostring(feed, encoding="unicode") + "\n"


def _item(utterance: Utterance, witness: Witness, report: Report | None, page: str) -> Element:
    item = Element("item")
    outlet = (report and (report.outlet or report.headline)) or witness.report
    put(item, "title", f"{outlet}: {RELATIONS[witness.relation]}".translate(NO_MARKUP))
    put(item, "link", (report and web_address(report.url)) or page)
    # A description is HTML, so words of reports are escaped once for it and once for XML.
    put(item, "description", f"<p>“{escape(witness.text)}”</p>{_changes(utterance, witness)}")
    put(item, "guid", places_urn("witness", witness.report, witness.spans), isPermaLink="false")
    if report and report.published:
        midnight = datetime.combine(report.published, time(), UTC)
        put(item, "pubDate", format_datetime(midnight, usegmt=True))
    return item


def _changes(utterance: Utterance, witness: Witness) -> str:
    told = [
        CHANGES[reading.change].format(theirs=escape(_short(reading.text)), ours=escape(_short(variant.lemma)))
        for variant in utterance.apparatus
        for reading in variant.readings
        if witness.siglum in reading.sigla
    ]
    return f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>" if told else ""


def _newest_first(report: Report | None) -> tuple[bool, int, str]:
    published = report.published if report else None
    return (published is None, -published.toordinal() if published else 0, report.id if report else "")


def _short(text: str) -> str:
    return clipped(" ".join(text.split()), LONGEST_TITLE)
