"""Utterances as TEI P5 documents: the base text with a critical apparatus, in parallel segmentation.

Each report that prints an utterance is a witness of it (chapter 13 of the Guidelines). A reading's type is how it came
about: ``added``, ``omitted`` (words left out inside), ``cut`` (words at an edge not quoted), ``joined`` (so much
left out that two parts stand as one) or ``replaced``; its subtype is what it does to the sense. Who reports the words
without marks has no place in the apparatus and stands in a list of its own.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405 # it writes XML and reads none

from onrecord.model import ChangeKind, Finding, Period, Report, Utterance, Witness
from onrecord.utterances.segments import Segment, segments_of
from onrecord.views.brief_view import clipped
from onrecord.views.exports.identifiers import IRI, urn, web_address, xml_text
from onrecord.views.exports.xml_files import DECLARATION, put

NAMESPACE = "http://www.tei-c.org/ns/1.0"
TYPES: dict[ChangeKind, str] = {
    "added": "added",
    "left out": "omitted",
    "not quoted": "cut",
    "joined": "joined",
    "replaced": "replaced",
}
LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
NO_NAME = re.compile(r"[^0-9A-Za-z._-]")
LONGEST_TITLE = 60  # characters of the words in a title


def of_utterance(utterance: Utterance, reports: Mapping[str, Report], addressees: Sequence[str] = ()) -> str:
    """Give an utterance as a TEI document; ``reports`` has those of its witnesses by id, ``addressees`` their names.

    >>> from onrecord.model import Origin, Span
    >>> report = Report("r1", "It leaks.", Origin("r1.txt", "", "text/plain"), outlet="Elm Times")
    >>> witness = Witness("A", "r1", "r1:0-9", (Span(0, 9),), "It leaks.", "identical")
    >>> utterance = Utterance("u1", "p1", "Ana Ruiz", None, "It leaks.", False, (witness,), ())
    >>> '<said who="#u1-speaker" direct="true">It leaks.</said>' in of_utterance(utterance, {"r1": report})
    True
    """
    return DECLARATION + _text_of(_document(utterance, reports, addressees))


def addressees_in(printings: Iterable[Finding]) -> tuple[str, ...]:
    """Name those to whom statements are told to be said, as the reports print them, each once.

    >>> addressees_in([])
    ()
    """
    printed = (
        " ".join(statement.occasion.addressee.of(finding.report.text).split())
        for finding in printings
        for statement in finding.statements
        if statement.occasion.addressee
    )
    return tuple(dict.fromkeys(printed))


def corpus_of(printed: Iterable[tuple[Utterance, Sequence[Finding]]]) -> Iterator[str]:
    """Give utterances, each with the reports and statements that print it, as one teiCorpus, piece by piece.

    >>> "".join(corpus_of([])).count("<TEI>")
    1
    """
    opening = _text_of(_bare("teiCorpus", {"xmlns": NAMESPACE})).removesuffix("</teiCorpus>\n")
    yield f"{DECLARATION}{opening}\n"
    is_empty = True
    for utterance, printings in printed:
        reports = {finding.report.id: finding.report for finding in printings}
        yield _text_of(_document(utterance, reports, addressees_in(printings))).replace(f' xmlns="{NAMESPACE}"', "", 1)
        is_empty = False
    if is_empty:  # a corpus must have a document, and a document a text
        document = _bare("TEI", {})
        SubElement(SubElement(SubElement(document, "text"), "body"), "p")
        yield _text_of(document)
    yield "</teiCorpus>\n"


def _bare(tag: str, attributes: dict[str, str]) -> Element:
    element = Element(tag, attributes)
    source = _file(SubElement(element, "teiHeader"), "The utterances of a record", urn("utterances"))
    put(source, "p", "The reports on record that print them.")
    return element


def _document(utterance: Utterance, reports: Mapping[str, Report], addressees: Sequence[str]) -> Element:
    name = NO_NAME.sub("-", utterance.id)
    # A name of XML begins with a letter; ids are prefixed, for in a corpus they must be unique.
    prefix = name if name[:1].isalpha() else f"u{name}"
    document = Element("TEI", {"xmlns": NAMESPACE})
    _header(SubElement(document, "teiHeader"), utterance, reports, addressees, prefix)
    paragraph = SubElement(SubElement(SubElement(document, "text"), "body"), "p")
    said = SubElement(paragraph, "said")
    if utterance.speaker:
        said.set("who", f"#{prefix}-speaker")
    if addressees:
        said.set("toWhom", " ".join(f"#{prefix}-addressee{number}" for number in range(1, len(addressees) + 1)))
    said.set("direct", "true")
    for segment in segments_of(utterance):
        if segment.wordings:
            said.append(_app(segment, prefix))
        else:
            _say(said, segment.text)
    return document


def _header(
    header: Element, utterance: Utterance, reports: Mapping[str, Report], addressees: Sequence[str], prefix: str
) -> None:
    words = clipped(" ".join(utterance.base.split()), LONGEST_TITLE)
    title = f"{utterance.speaker or 'Somebody'}: “{words}”"
    source = _file(header, title, urn("utterance", utterance.id))
    paraphrases = [each for each in utterance.witnesses if each.relation == "paraphrase"]
    witnesses = SubElement(source, "listWit")
    for witness in utterance.witnesses:
        if witness.relation != "paraphrase":
            found = SubElement(witnesses, "witness", {"xml:id": f"{prefix}-{witness.siglum}", "n": witness.siglum})
            found.append(_bibl(witness, reports.get(witness.report)))
    if paraphrases:
        retold = SubElement(source, "listBibl")
        put(retold, "head", "Reports that tell it in their own words")
        for witness in paraphrases:
            bibl = _bibl(witness, reports.get(witness.report))
            put(bibl, "note", witness.text, type="paraphrase")
            retold.append(bibl)
    encoding = SubElement(header, "encodingDesc")
    SubElement(encoding, "variantEncoding", method="parallel-segmentation", location="internal")
    profile = SubElement(header, "profileDesc")
    if utterance.said:
        SubElement(SubElement(profile, "creation"), "date", _when(utterance.said))
    languages = sorted({name for each in reports.values() if LANGUAGE.fullmatch(name := each.language or "")})
    if languages:
        usage = SubElement(profile, "langUsage")
        for language in languages:
            SubElement(usage, "language", ident=language)
    named = [("speaker", utterance.speaker)] if utterance.speaker else []
    named += [(f"addressee{number}", name) for number, name in enumerate(addressees, 1)]
    if named:
        people = SubElement(SubElement(profile, "particDesc"), "listPerson")
        for role, name in named:
            put(SubElement(people, "person", {"xml:id": f"{prefix}-{role}"}), "persName", name)


def _file(header: Element, title: str, name: IRI) -> Element:
    """Write what stands in every header; give the place of the sources."""
    description = SubElement(header, "fileDesc")
    put(SubElement(description, "titleStmt"), "title", title)
    publication = SubElement(description, "publicationStmt")
    put(publication, "authority", "onrecord")
    put(publication, "idno", name, type="urn")
    return SubElement(description, "sourceDesc")


def _bibl(witness: Witness, report: Report | None) -> Element:
    bibl = Element("bibl")
    if report is not None:
        for name in report.byline:
            put(bibl, "author", name)
        if report.headline:
            put(bibl, "title", report.headline, level="a")
        if report.outlet:
            put(bibl, "publisher", report.outlet)
        if report.published:
            put(bibl, "date", report.published.isoformat(), when=report.published.isoformat())
        address = web_address(report.url)
        if address:
            SubElement(bibl, "ptr", target=address)
    put(bibl, "idno", witness.report, type="report")
    places = " ".join(f"{span.start}-{span.end}" for span in witness.spans)
    put(bibl, "biblScope", places, unit="characters")
    put(bibl, "note", witness.relation, type="relation")
    return bibl


def _app(segment: Segment, prefix: str) -> Element:
    app = Element("app")
    for wording in segment.wordings:
        reading = SubElement(app, "rdg" if wording.change else "lem")
        if wording.sigla:
            reading.set("wit", " ".join(f"#{prefix}-{siglum}" for siglum in wording.sigla))
        if wording.change:
            reading.set("type", TYPES[wording.change])
        if wording.sense:
            reading.set("subtype", wording.sense)
        reading.text = xml_text(wording.text)
    return app


def _when(period: Period) -> dict[str, str]:
    first, last = period.first.isoformat(), period.last.isoformat()
    return {"when": first} if first == last else {"notBefore": first, "notAfter": last}


def _say(said: Element, text: str) -> None:
    """Add words after all that stands there already."""
    text = xml_text(text)
    if len(said):
        said[-1].tail = (said[-1].tail or "") + text
    else:
        said.text = (said.text or "") + text


def _text_of(element: Element) -> str:
    return tostring(element, encoding="unicode") + "\n"
