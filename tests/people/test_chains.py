"""Which names of a report are one person: surnames, relatives, fathers and sons."""

import pytest

from onrecord.people.chains import gather_chains
from onrecord.people.mentions import find_mentions, headline_mentions

CASES = [
    # text, headline, persons with their number of mentions, comment
    ("Ana Ruiz won. Then Ruiz left, and Mrs. Ruiz smiled.", "", ["Ana Ruiz 3"], "a surname goes on with a full name"),
    ("Roe won. Later Joe Roe left.", "", ["Joe Roe 2"], "the full name may come later"),
    ("Roe won. Later Roe left.", "Joe Roe Wins Again", ["Joe Roe 2"], "the headline may have it"),
    ("Joe Roe met Ana Ruiz. Mr. Roe left.", "", ["Joe Roe 2", "Ana Ruiz 1"], "two surnames"),
    ("Joe Roe met Ana Roe. Mrs. Roe left.", "", ["Joe Roe 1", "Ana Roe 2"], "the honorific tells"),
    ("Joe Roe met Ana Roe. Then Roe left.", "", ["Joe Roe 1", "Ana Roe 1"], "nothing tells: nobody's"),
    ("Jane Roe spoke. President Roe left. Mr. Roe said no.", "", ["Jane Roe 1", "Roe 2"], "a title is the man's"),
    ("Roe won. His wife, Ana Roe, sang. President Roe left.", "", ["Roe 2", "Ana Roe 1"], "a title is no wife's"),
    ("Roe won. Mr. Roe left. Joe Roe Jr. came.", "", ["Roe 2", "Joe Roe Jr. 1"], "a father named before his son"),
    ("Joe Roe Jr. came. Then Roe left.", "", ["Joe Roe Jr. 2"], "a junior alone"),
]


@pytest.mark.parametrize(("text", "headline", "persons", "comment"), CASES, ids=[case[3] for case in CASES])
def test_chains(text: str, headline: str, persons: list[str], comment: str) -> None:
    chains = gather_chains(find_mentions(text), headline_mentions(headline))
    assert [f"{chain.name} {len(chain.mentions)}" for chain in chains] == persons, comment
