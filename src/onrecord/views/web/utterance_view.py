"""An utterance as a page shows it: its apparatus as a table of places and witnesses, and each witness in full."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from onrecord.model import ChangeOfLine, Witness
from onrecord.pipeline.shown import UtterancePage
from onrecord.text.days import period_text
from onrecord.text.places import name_of
from onrecord.utterances.apparatus import apparatus_of as apparatus_between
from onrecord.utterances.apparatus import differences
from onrecord.utterances.segments import Segment, segments_of
from onrecord.views.brief import SENSES, cleaned_inside, how_of
from onrecord.views.brief_marks import GAP, Piece, mark_up, pieces_of, reading_of, shortened
from onrecord.views.brief_view import clean, clipped, count_text, prose
from onrecord.views.web.addresses import outlet_address, report_address
from onrecord.views.web.report_view import label_of

LATER = "B"  # the sign of the later of two utterances
LONGEST_PLACE = 60  # characters of the base where all witnesses agree
MOST_ROWS = 60
SAME, NOT_QUOTED = "same", "not quoted"

Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Apparatus:
    """A column for each stretch of the base, and a row of cells (text, kind, sense) for each witness."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, str, str, tuple[Cell, ...]], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class Wording:
    """A witness in full: ``pieces`` are its words with what the base has otherwise, ``sentences`` those around them."""

    siglum: str
    label: str
    headline: str
    href: str
    outlet_href: str
    statement: str
    how: str
    relation: str
    senses: tuple[str, ...]
    pieces: tuple[Piece, ...]
    sentences: str
    is_primary: bool
    place: str


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Two utterances on one matter, the later one with what it says otherwise."""

    days: tuple[str, str]
    ids: tuple[str, str]
    senses: tuple[str, ...]
    earlier: str
    later: tuple[Piece, ...]


def carried_text(page: UtterancePage) -> str:
    """Say how many reports print an utterance; a transcript is no report."""
    transcripts = sum(head.kind == "transcript" for head in page.reports.values())
    reports, origins = (count - transcripts for count in (page.attestation.reports, page.attestation.independent))
    return f"in {count_text(reports, 'report')}, {count_text(origins, 'independent origin')}"


def apparatus_of(page: UtterancePage) -> Apparatus | None:
    """Lay an apparatus out as a table, if there is one; of very many witnesses the first."""
    utterance = page.utterance
    if not utterance.apparatus:
        return None
    segments = _without_bare_marks(segments_of(utterance))
    collated = [witness for witness in utterance.witnesses if witness.relation != "paraphrase"]
    rows = tuple(
        (
            witness.siglum,
            label_of(page.reports[witness.report]),
            report_address(witness.report, witness.spans[0]),
            tuple(_cell(segment, witness) for segment in segments),
        )
        for witness in collated[:MOST_ROWS]
    )
    columns = (clean(each.text) if each.wordings else clipped(clean(each.text), LONGEST_PLACE) for each in segments)
    return Apparatus(tuple(columns), rows, len(collated) - len(rows))


def _without_bare_marks(segments: Iterable[Segment]) -> list[Segment]:
    """Give the segments; a comma between two places goes to the end of the first, for it wants no column."""
    found: list[Segment] = []
    for each in segments:
        if each.wordings or any(map(str.isalnum, each.text)):
            found.append(each)
        elif found:
            found[-1] = replace(found[-1], text=found[-1].text + each.text.rstrip())
    return found


def _cell(segment: Segment, witness: Witness) -> Cell:
    """Give what a witness has at a place."""
    wording = next((each for each in segment.wordings if witness.siglum in each.sigla), None)
    if wording is None or wording.change is None:
        return "", SAME, ""
    if wording.change == NOT_QUOTED and wording.sense is None:
        return GAP, NOT_QUOTED, ""
    return clean(wording.text) or "left out", wording.change, SENSES[wording.sense] if wording.sense else ""


def wordings_of(page: UtterancePage) -> list[Wording]:
    """Word the witnesses of an utterance, the base first; of very many the first."""
    return [_wording(page, place.witness, place.sentences) for place in page.places]


def _wording(page: UtterancePage, witness: Witness, sentences: str) -> Wording:
    head = page.reports[witness.report]
    readings = [found for each in page.utterance.apparatus if (found := reading_of(each, witness.siglum))]
    is_paraphrase = witness.relation == "paraphrase"
    pieces = (Piece(witness.text),) if is_paraphrase or not readings else pieces_of(page.utterance, witness)
    return Wording(
        siglum=witness.siglum,
        label=label_of(head),
        headline=clean(head.headline or ""),
        href=report_address(witness.report, witness.spans[0]),
        outlet_href=outlet_address(head.url, witness.text),
        statement=witness.statement,
        how="in other words" if is_paraphrase else how_of(witness, readings),
        relation=witness.relation,
        senses=tuple(sorted({SENSES[each.sense] for each in readings if each.sense})),
        pieces=tuple(Piece(cleaned_inside(piece.text), piece.mark) for piece in pieces),
        sentences=prose(sentences),
        is_primary=head.kind == "transcript",
        place=name_of(witness.report, witness.spans),
    )


def changed_words(change: ChangeOfLine) -> ChangedWords:
    """Set two utterances of one matter side by side."""
    base, later = change.earlier.base, change.later.base
    marked = shortened(mark_up(base, apparatus_between(base, {LATER: differences(base, later)}), LATER))
    return ChangedWords(
        days=(period_text(change.days[0]), period_text(change.days[1])),
        ids=(change.earlier.id, change.later.id),
        senses=tuple(SENSES[sense] for sense in change.senses),
        earlier=clean(base),
        later=tuple(Piece(cleaned_inside(piece.text), piece.mark) for piece in marked),
    )
