"""Whom "he" and "she" stand for: the subject before the object, the near before the far, nobody when two are near."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.people.chains import gather_chains
from onrecord.people.mentions import find_mentions
from onrecord.people.pronouns import PRONOUNS, Scene, set_scene
from onrecord.text.sentences import sentences

CASES = [
    # text, the pronoun is the last one printed as given, person, comment
    ("Ana Ruiz met Joe Roe. Then he left.", "he", "Joe Roe", "gender tells"),
    ("Ana Ruiz met Joe Roe. Then she left.", "she", "Ana Ruiz", "gender tells"),
    ("Joe Roe won a prize. Then she left.", "she", None, "nobody of this gender"),
    ("The rain fell. Then he left.", "he", None, "nobody at all"),
    ("Joe Roe was beaten by Tom Ruiz. He wept.", "He", "Joe Roe", "the subject before the one behind a preposition"),
    ("Roe was elected in May. In June Roe ran against Ana Ruiz in her last race.", "her", "Roe", "unsure, but subject"),
    ("Elm was chosen. Joe Roe smiled. He sang.", "He", "Joe Roe", "a name before a lone capital"),
    ("Then Ana Roe saw the house of Kelly Ruiz. She sang.", "She", "Ana Roe", "the subject before the owner"),
    ("In her first year, Ana Ruiz built a bridge.", "her", "Ana Ruiz", "named after it in the same sentence"),
    ("Joe Roe and Tom Ruiz met. He smiled.", "He", None, "two who are near one another"),
]


def scene_of(text: str) -> Scene:
    begins = [sentence.start for sentence in sentences(text, Span(0, len(text)))]
    return set_scene(gather_chains(find_mentions(text)), begins or (0,), (0,))


@pytest.mark.parametrize(("text", "pronoun", "person", "comment"), CASES, ids=[case[0] for case in CASES])
def test_pronoun(text: str, pronoun: str, person: str | None, comment: str) -> None:
    found = scene_of(text).resolve(pronoun.lower(), text.rindex(f"{pronoun} "))
    assert (found.name if found else None) == person, comment


WORDS = st.sampled_from(["Ana Ruiz", "Joe Roe", "Roe", "met", "of", "left.", "Then", "Mrs. Roe", "“No,”", "he", "she"])


@given(st.lists(WORDS, max_size=16).map(" ".join), st.sampled_from(sorted(PRONOUNS)), st.integers(0, 120))
def test_gender_always_agrees(text: str, pronoun: str, at: int) -> None:
    found = scene_of(text).resolve(pronoun, min(at, len(text)))
    assert found is None or found.gender in (None, PRONOUNS[pronoun])
