"""An utterance as a page shows it: its apparatus as a table of places and witnesses, and each witness in full."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.model import ChangeOfLine, Utterance, Variant, Witness
from onrecord.pipeline.reader import UtterancePage
from onrecord.text.days import period_text
from onrecord.text.words import words_of
from onrecord.utterances.apparatus import apparatus_of as apparatus_between
from onrecord.utterances.apparatus import differences
from onrecord.views.brief import SENSES, cleaned_inside, how_of
from onrecord.views.brief_marks import GAP, Piece, is_silence, mark_up, pieces_of, reading_of, shortened
from onrecord.views.brief_view import clean, clipped, prose
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
class _Place:
    """Words of the base, from one to before another, and the variants that touch them."""

    text: str
    at: tuple[int, int]
    variants: tuple[Variant, ...]


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


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """Two utterances on one matter, the later one with what it says otherwise."""

    days: tuple[str, str]
    ids: tuple[str, str]
    senses: tuple[str, ...]
    earlier: str
    later: tuple[Piece, ...]


def apparatus_of(page: UtterancePage) -> Apparatus | None:
    """Lay an apparatus out as a table, if there is one; of very many witnesses the first."""
    utterance = page.utterance
    if not utterance.apparatus:
        return None
    places = list(_places(utterance))
    collated = [witness for witness in utterance.witnesses if witness.relation != "paraphrase"]
    rows = tuple(
        (
            witness.siglum,
            label_of(page.reports[witness.report]),
            report_address(witness.report, witness.spans[0]),
            tuple(_cell(place, witness) for place in places),
        )
        for witness in collated[:MOST_ROWS]
    )
    columns = tuple(
        clean(place.text) if place.variants else clipped(clean(place.text), LONGEST_PLACE) for place in places
    )
    return Apparatus(columns, rows, len(collated) - len(rows))


def _places(utterance: Utterance) -> Iterator[_Place]:
    """Cut the base into stretches that all have, and places where some differ; those that overlap are one place.

    Where somebody begins or ends to quote is a border, too, so that what each prints stands in cells of its own.
    """
    base, words = utterance.base, words_of(utterance.base)
    silent = [each for each in utterance.apparatus if any(map(is_silence, each.readings))]
    spoken = [each for each in utterance.apparatus if not all(map(is_silence, each.readings))]
    borders = {border for each in silent for border in each.at}
    at = 0
    for group in [*_overlapping(sorted(spoken, key=lambda each: each.at)), []]:
        start = group[0].at[0] if group else len(words)
        end = max((variant.at[1] for variant in group), default=start)
        cuts = sorted({at, start, *(border for border in borders if at < border < start)})
        for first, last in pairwise(cuts):
            stop = len(base) if last == len(words) else words[last - 1].end
            yield _Place(base[words[first].start : stop], (first, last), _beside(silent, first, last))
        if group:
            text = base[words[start].start : words[end - 1].end] if start < end else ""
            yield _Place(text, (start, end), (*group, *_beside(silent, start, end, but=group)))
        at = max(at, end)


def _beside(silent: Sequence[Variant], start: int, end: int, but: Sequence[Variant] = ()) -> tuple[Variant, ...]:
    """Give the places that some do not quote and that touch a place."""
    is_empty = start == end
    return tuple(
        each for each in silent if each not in but and (each.at[0] < end + is_empty and start < each.at[1] + is_empty)
    )


def _overlapping(variants: Sequence[Variant]) -> Iterator[list[Variant]]:
    group: list[Variant] = []
    for variant in variants:
        if group and variant.at[0] >= max(each.at[1] for each in group):
            yield group
            group = []
        group.append(variant)
    if group:
        yield group


def _cell(place: _Place, witness: Witness) -> Cell:
    """Give what a witness has at a place."""
    start, end = place.at
    found = [(each, reading) for each in place.variants if (reading := reading_of(each, witness.siglum))]
    if not found:
        return "", SAME, ""
    if any(is_silence(reading) and each.at[0] <= start and end <= each.at[1] for each, reading in found):
        return GAP, NOT_QUOTED, ""
    inside = [replace(each, at=(max(each.at[0], start) - start, min(each.at[1], end) - start)) for each, _ in found]
    readings = [reading for _, reading in found]
    pieces = mark_up(place.text, inside, witness.siglum) if place.text else (Piece(readings[0].text, "added"),)
    printed = clean("".join(piece.text for piece in pieces if piece.mark != "left out"))
    senses = ", ".join(sorted({SENSES[each.sense] for each in readings if each.sense}))
    return printed or "left out", readings[0].change, senses


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
