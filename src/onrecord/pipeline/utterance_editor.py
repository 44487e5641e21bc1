"""What an editor says of two utterances, made into rulings on two places; and which of these have an effect.

An utterance's id is made of its first printing and changes when an earlier one comes or it is parted; where a witness
is printed does not. So what is kept is the place of a witness, or of a reported clause that is nobody's witness yet.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.errors import UsageError
from onrecord.joining import Link
from onrecord.model import Finding, Passage, Ruling, Spans, Utterance
from onrecord.pipeline.stages import passages_of
from onrecord.text.places import length_of, name_of, place_of, shared_length
from onrecord.utterances.rulings import DIFFERENT, SAME, meant, on_utterances
from onrecord.utterances.units import units_of

SHOWN, SHOWN_WORDS = 4, 6  # places that an error lists, and words of each


class Stretch(NamedTuple):
    """Words of a report that a ruling may be about; ``utterance`` is what they witness, in ``witness`` of its report.

    A sentence of a speech that nobody quotes is a part of a witness, and a reported clause may witness nothing.
    """

    report: str
    statement: str
    spans: Spans
    text: str
    utterance: str | None = None
    witness: Spans | None = None

    @property
    def name(self) -> str:
        """Give the place as it is typed and kept."""
        return name_of(self.report, self.spans)


class Printed:
    """What is printed in some reports that rulings on utterances may be about.

    ``utterances`` are those with a witness in one of the reports.
    """

    def __init__(self, findings: Iterable[Finding], utterances: Iterable[Utterance]) -> None:
        findings = tuple(findings)
        self._by_report: dict[str, dict[Spans, Stretch]] = {finding.report.id: {} for finding in findings}
        for utterance in utterances:
            for each in utterance.witnesses:
                if each.report in self._by_report:
                    self._by_report[each.report][each.spans] = Stretch(
                        each.report, each.statement, each.spans, each.text, utterance.id, each.spans
                    )
        wholes: dict[str, list[Stretch]] = defaultdict(list)
        for printed in self._by_report.values():
            for stretch in printed.values():
                wholes[stretch.statement].append(stretch)
        for passage in passages_of(findings, {}, {}):
            if passage.primary or passage.form == "indirect":
                self._take_units(passage, wholes.get(passage.statement, ()))

    def _take_units(self, passage: Passage, wholes: Iterable[Stretch]) -> None:
        """Take reported clauses, and sentences of a speech that are a part of a witness, which are ``wholes``."""
        printed = self._by_report[passage.report]
        for unit in units_of(passage):
            whole = next((each for each in wholes if set(unit.spans) <= set(each.spans)), None)
            if unit.spans not in printed and (whole or not passage.primary):
                home = (whole.utterance, whole.witness) if whole else (None, None)
                printed[unit.spans] = Stretch(passage.report, passage.statement, unit.spans, unit.text, *home)

    def links_of(self, rulings: Iterable[Ruling]) -> list[Link[tuple[str, Spans]]]:
        """Give the rulings on utterances with the stretches that they mean, where both are on record."""
        found = []
        for ruling in on_utterances(rulings):
            one, other = (self._meant(str(each)) for each in (ruling.a, ruling.b))
            if one and other:
                found.append((ruling, (one.report, one.spans), (other.report, other.spans)))
        return found

    def why_idle(self, ruling: Ruling) -> str | None:
        """Tell why a ruling on utterances has no effect, if it has none; contradictions aside."""
        found = {name: self._meant(name) for name in (ruling.a, str(ruling.b))}
        for name, stretch in found.items():
            if stretch is None:
                return f"{name} is not on record"
        if ruling.ruling == SAME and not any(each and each.utterance for each in found.values()):
            return "nobody quotes it: both places are reported speech"
        return None

    def words_at(self, name: str) -> str | None:
        """Give the printed words that the name of a place means."""
        stretch = self._meant(name)
        return stretch.text if stretch else None

    def pair_named(self, ruling: str, a: str, b: str) -> tuple[str, str]:
        """Give the two places that an editor means, each by a statement or a stretch of it.

        Raises:
            UsageError: nothing is said there, several things are, or both are one.
        """
        ones, others = self._answering(a), self._answering(b)
        together = [
            (one, other) for one in ones for other in others if one.utterance and one.utterance == other.utterance
        ]
        if ruling == DIFFERENT and len(together) == 1:  # of all that is printed there, this is what can be parted
            ones, others = [[each] for each in together[0]]
        one, other = _only(a, ones), _only(b, others)
        if one == other or (
            ruling == SAME and one.witness and (one.report, one.witness) == (other.report, other.witness)
        ):
            raise UsageError(f"{a} and {b} are one place; name one of each utterance")
        return one.name, other.name

    def _answering(self, wanted: str) -> list[Stretch]:
        """Give what is said at a place: all of a statement, else what the place covers, else what covers the place."""
        place = place_of(wanted)
        printed = list(self._by_report.get(place.report, {}).values()) if place else []
        exact = [each for each in printed if each.name == wanted]
        of_statement = [each for each in printed if each.statement == wanted]
        covered = [
            each for each in printed if place and 2 * shared_length(place.span, each.spans) > length_of(each.spans)
        ]
        meant = self._meant(wanted)
        found = exact or of_statement or covered or ([meant] if meant else [])
        if not found:
            raise UsageError(
                f"there is no utterance, or place of one, {wanted} on record; `onrecord export utterances` lists them"
            )
        parts = {each.spans for each in found for other in found if set(each.spans) < set(other.spans)}
        return sorted((each for each in found if each.spans not in parts), key=lambda each: each.spans)

    def _meant(self, name: str) -> Stretch | None:
        place = place_of(name)
        printed = self._by_report.get(place.report, {}) if place else {}
        spans = meant(place, printed) if place else None
        return printed[spans] if spans else None


def first_place(utterance: Utterance) -> str:
    """Give the place of the witness that stands for an utterance: its first."""
    return name_of(utterance.witnesses[0].report, utterance.witnesses[0].spans)


def _only(wanted: str, found: list[Stretch]) -> Stretch:
    if len(found) == 1:
        return found[0]
    few = "; ".join(f"{each.name} “{_opening(each.text)}”" for each in found[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    raise UsageError(f"{wanted} holds {len(found)} utterances; name the place of one: {few}{more}")


def _opening(text: str) -> str:
    words = text.split()
    return " ".join(words[:SHOWN_WORDS]) + (" …" if len(words) > SHOWN_WORDS else "")
