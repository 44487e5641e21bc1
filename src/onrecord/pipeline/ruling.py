"""The editor's rulings on a record: kept, taken back, and told with what has no effect."""

from collections.abc import Collection, Iterable, Sequence

from onrecord.errors import UsageError
from onrecord.model import (
    PairKind,
    Person,
    Ruling,
    SpeakerKind,
)
from onrecord.people.rulings import ON_PERSONS, report_of, rule_pair, rule_speaker
from onrecord.pipeline import editor
from onrecord.pipeline.keeping import KeptRecord
from onrecord.pipeline.utterance_editor import Printed, first_place
from onrecord.utterances.rulings import on_utterances


class RuledRecord(KeptRecord):
    """What takes rulings, beneath the questions of :class:`onrecord.pipeline.local.Record`."""

    def rule(self, ruling: PairKind, a: str, b: str) -> Ruling:
        """Rule that two are the same, or are not: persons, or utterances.

        A person is named by an id or a name, or the id of a statement; an utterance by its id, that of a statement, or
        any stretch ``report:start-end`` that a witness of it covers.

        Raises:
            UsageError: nothing answers to one of them, or the ruling contradicts an earlier one; nothing is changed.
        """
        self.refresh()
        with self._store.writing():
            rulings = self._store.rulings()
            on_persons = ruling in ON_PERSONS
            new = rule_pair(ruling, *(self._persons_named(a, b) if on_persons else self._places_named(ruling, a, b)))
            matter = (self._speakers if on_persons else self._printed)([*rulings, new])
            self._store.change_rulings([new], [each.id for each in editor.giving_way(new, rulings, matter)])
        return new

    def rule_speaker(self, statement: str, name: str | None, *, kind: SpeakerKind = "person") -> Ruling:
        """Rule whose statement it is; None is nobody that can be named.

        Raises:
            UsageError: there is no such statement, or the name is none or that of several; nothing is changed.
        """
        self.refresh()
        if not self._store.statement_reports([statement]):
            raise UsageError(f"there is no statement {statement} on record; `onrecord export statements` lists them")
        named = editor.speaker_named(name, self._all(Person, "people")) if name is not None else None
        new = rule_speaker(statement, named, kind)
        self._store.change_rulings([new])
        return new

    def undo(self, ruling: str) -> Ruling:
        """Take a ruling back, named by its id or the beginning of it.

        Raises:
            UsageError: there is none, or more than one.
        """
        with self._store.writing():
            found = editor.ruling_named(ruling, self._store.rulings())
            self._store.change_rulings(drop=[found.id])
        return found

    def rulings(self) -> tuple[tuple[Ruling, str | None], ...]:
        """Give the rulings, each with the reason why it has no effect at present, if it has none."""
        self.refresh()
        rulings = self._store.rulings()
        of_utterances = on_utterances(rulings)
        others = [each for each in rulings if each not in of_utterances]
        found = [
            *editor.standing(others, self._speakers(others)),
            *editor.standing(of_utterances, self._printed(of_utterances)),
        ]
        return tuple(sorted(found, key=lambda each: each[0].id))

    def words_at(self, rulings: Sequence[Ruling]) -> dict[str, str]:
        """Give the words at the places that rulings on utterances are about, as far as they are on record."""
        self.refresh()
        chosen = on_utterances(rulings)
        printed = self._printed(chosen)
        found = {name: printed.words_at(name) for each in chosen for name in (each.a, str(each.b))}
        return {name: words for name, words in found.items() if words}

    # --- inside -----------------------------------------------------------------------------------------------------

    def _anchor(self, wanted: str) -> str:
        """Give the statement that stands for what an editor names."""
        person_of = self._store.person_of([wanted])
        if wanted not in person_of and self._store.statement_reports([wanted]):
            raise UsageError(
                f"{wanted}: nobody is named as its speaker; name somebody with: onrecord rule speaker {wanted} NAME"
            )
        if wanted in person_of:
            return wanted
        person = editor.person_named(wanted, self._all(Person, "people"))
        said = [each for finding in self._excerpts(set(person.statements)) for each in finding.attributions]
        return editor.anchor_of(wanted, person, {each.statement: each.speaker for each in said if each.speaker})

    def _persons_named(self, a: str, b: str) -> tuple[str, str]:
        """Give the statements that stand for two persons, by what an editor names."""
        one, other = self._anchor(a), self._anchor(b)
        if one == other:
            why = editor.why_one(one, self._store.rulings(), self._all(Person, "people"))
            raise UsageError(f"{a} and {b} are {why}")
        return one, other

    def _places_named(self, ruling: PairKind, a: str, b: str) -> tuple[str, str]:
        """Give the places that stand for two utterances, by what an editor names."""
        named = {each.id: first_place(each) for each in self._store.utterances({a, b})}
        one, other = named.get(a, a), named.get(b, b)
        return self._printed_in({report_of(one), report_of(other)}).pair_named(ruling, one, other)

    def _speakers(self, rulings: Iterable[Ruling]) -> editor.Speakers:
        """Give the speakers in the reports that rulings on persons, or on one, are about."""
        findings = tuple(self._findings(editor.reports_of(rulings)))
        person_of = self._store.person_of(each.id for finding in findings for each in finding.statements)
        return editor.Speakers(findings, person_of)

    def _printed(self, rulings: Iterable[Ruling]) -> Printed:
        """Give what is printed in the reports that rulings on utterances are about."""
        return self._printed_in(editor.reports_of(on_utterances(rulings)))

    def _printed_in(self, reports: Collection[str]) -> Printed:
        return Printed(self._findings(reports), self._store.utterances_of(reports))
