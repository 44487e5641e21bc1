"""Names in running text: their borders, kinds, roles and genders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.people.mentions import find_mentions, headline_mentions, title_cased

KINDS = [
    # text, mentions found, comment
    ("Sen. Ana Ruiz spoke.", ["person Ana Ruiz"], "a title is no part of the name"),
    ("White House press secretary Jane Roe left.", ["organization White House", "person Jane Roe"], "two runs"),
    ("Harbor Mayor Ana Ruiz left.", ["person Ana Ruiz"], "a title among capitals"),
    ("Homeland Security Secretary Jane Roe left.", ["person Jane Roe"], "a department in the title"),
    ("Ana Ruiz's house burned.", ["person Ana Ruiz"], "a possessive is no part of the name"),
    ("CNN’s Joe Roe left.", ["organization CNN", "person Joe Roe"], "the owner stands apart"),
    ("On Monday Joe Roe left.", ["person Joe Roe"], "a weekday before"),
    ("In June Roe left. April Roe stayed.", ["person Roe", "person April Roe"], "a month that may be a given name"),
    ("Joe Roe Wednesday left.", ["person Joe Roe"], "a weekday behind"),
    ("When Roe spoke, Ruiz left.", ["person Roe", "person Ruiz"], "a word that opens the sentence"),
    ("The Harbor Board met.", ["organization Harbor Board"], "an organization by its word"),
    (
        "The U.S. Rain and Snow Service stayed away from there.",
        ["organization U.S. Rain and Snow Service"],
        "an and within a name",
    ),
    ("Officials left. Rain-fed rivers rose. Brown left.", ["person Brown"], "capitals that only open a sentence"),
    ("He met the chief of Staff Joe Roe.", ["person Joe Roe"], "an office after of"),
    (
        "Then the Center for Harbor Studies President Joe Roe met the University of Elm and others there.",
        ["organization Center for Harbor Studies", "person Joe Roe", "organization University of Elm"],
        "what an organization is for",
    ),
    ("The AP said so.", ["organization AP"], "an acronym"),
    ("In Paris the French minister left.", ["place Paris"], "a place; a people is nobody"),
    ("Ana de la Cruz met Jean-Luc d'Elm.", ["person Ana de la Cruz", "person Jean-Luc d'Elm"], "particles"),
    ("J. P. Roe and O'Roe came.", ["person J. P. Roe", "person O'Roe"], "initials, an apostrophe"),
    ("Joe Roe Jr. left.", ["person Joe Roe Jr."], "a suffix"),
    ("Sen. Jane Roe, D-Ohio, and Joe Elm left.", ["person Jane Roe", "person Joe Elm"], "a party and state"),
    ("Then Joe Elm of Ohio, Neb., left.", ["person Joe Elm", "place Ohio", "place Neb"], "a state cut short"),
    ("It was like the Elmvale flood, Ruiz said.", ["person Ruiz"], "a capital that tells which"),
    ("He runs a website, Elmwars, there.", [], "the name of a thing"),
    ("Unlike Roe, Ruiz stayed.", ["person Roe", "person Ruiz"], "a preposition opens"),
    ("He met the chief of Staff Quill Roe.", ["person Quill Roe"], "an office after of, a rare name"),
    ("Then Joe diRoe came.", ["person Joe diRoe"], "a small prefix"),
    ("The Keystone XL plan fell.", [], "an acronym behind"),
    ("Then Joe Bloomberg came. Bloomberg sang.", ["person Joe Bloomberg", "person Bloomberg"], "no company but him"),
    ("MAYOR JOE ROE LOSES VOTE IN ELM", ["person JOE ROE"], "capitals hide names"),
    ("Mayor Joe Roe Loses Close Vote In Harbor City\nIt fell.", ["person Joe Roe"], "a headline within"),
]
ROLES = [
    # text, roles, gender
    ("Sen. Ana Ruiz spoke.", ("Sen.",), "f"),
    ("Harbor Mayor Joe Roe left.", ("Harbor Mayor",), "m"),
    ("Then Roe, the interior secretary, voted.", ("interior secretary",), None),
    ("Then Jane Roe (D-Ohio) voted.", ("Democrat",), "f"),
    ("Then Mrs. Roe voted.", (), "f"),
    ("Then spokeswoman Sam Roe voted.", ("spokeswoman",), "f"),
]


@pytest.mark.parametrize(("text", "names", "comment"), KINDS, ids=[case[2] for case in KINDS])
def test_mentions(text: str, names: list[str], comment: str) -> None:
    assert [f"{mention.kind} {mention.name}" for mention in find_mentions(text)] == names, comment


@pytest.mark.parametrize(("text", "roles", "gender"), ROLES)
def test_roles(text: str, roles: tuple[str, ...], gender: str | None) -> None:
    mention = next(mention for mention in find_mentions(text) if mention.kind == "person")
    assert (mention.roles, mention.gender) == (roles, gender)


@pytest.mark.parametrize(
    ("headline", "names"),
    [
        ("Why Joe Roe Won Big In Ohio", ["Joe Roe"]),
        ("Elm Council Votes Again", []),
        ("Ana P. Ruiz Resigns", ["Ana P. Ruiz"]),
    ],
)
def test_headline(headline: str, names: list[str]) -> None:
    assert [mention.name for mention in headline_mentions(headline)] == names


@pytest.mark.parametrize(
    ("shouted", "printed"), [("JOE O'ROE", "Joe O'Roe"), ("ANA MCROE III", "Ana McRoe III"), ("Ana Roe", "Ana Roe")]
)
def test_title_cased(shouted: str, printed: str) -> None:
    assert title_cased(shouted) == printed


WORDS = st.sampled_from(["Ana", "Ruiz", "Roe", "met", "the", "Board", "Sen.", "U.S.", "said.", "“No,”", "Roe’s", "\n"])


@given(st.lists(WORDS, max_size=20).map(" ".join))
def test_mentions_stand_in_order_where_they_are_printed(text: str) -> None:
    found = find_mentions(text)
    assert list(found) == sorted(found, key=lambda mention: mention.start)
    for mention in found:
        assert mention.span.of(text) == mention.name
