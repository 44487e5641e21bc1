"""What rulings are about, in the words in which people read it: names of persons, words of utterances."""

from collections.abc import Sequence

from onrecord.model import Ruling
from onrecord.pipeline.local import Record
from onrecord.utterances.rulings import ON_UTTERANCES


def subjects_of(rulings: Sequence[Ruling], record: Record) -> dict[str, tuple[str, ...]]:
    """Give what each ruling on two is about, by its id, as far as that is on record; two of one name are named once."""
    on_two = [ruling for ruling in rulings if ruling.b]
    names = record.names_of(each for ruling in on_two for each in (ruling.a, str(ruling.b)))
    words = record.words_at(on_two)
    found = {}
    for ruling in on_two:
        told = words if ruling.ruling in ON_UTTERANCES else names
        found[ruling.id] = tuple(dict.fromkeys(told[each] for each in (ruling.a, str(ruling.b)) if each in told))
    return found
