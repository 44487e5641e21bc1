"""What is flagged, and above all what is not."""

import pytest

from onrecord.read.furniture import find_furniture

PROSE = "The mayor of Gullhaven said on Tuesday that the gate would be mended before the next spring tide."


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("MORE: Ten gates to see", "link"),
        ("Read next: [The late ferry](https://courier.example/late)", "link"),
        ("Click here to see the pictures", "link"),
        ("Photograph: Dora Finch/Norwire", "credit"),
        ("Dora Finch/Pool/EPA-EFE/Shutterstock", "credit"),
        ("(Norwire)", "credit"),
        ("Residents of Sailmakers' Row listen to the mayor. (AP Photo/Dora Finch)", "caption"),
        ("Gate keepers in Gullhaven Dora Finch / Stringer / Getty", "caption"),
        ("FILE - In this May 2, 2031 file photo, the gate stands open.", "caption"),
        ("Daily Capstan's Mags Oriel contributed to this report.", "contributor"),
        ("Reporting by Jane Roe; editing by Joe Poe", "contributor"),
        ("Additional reporting by Joss Penhale in Kelsport", "contributor"),
        ("Advertisement", "sponsor"),
        ("Sponsored: Dry rooms in a day.", "sponsor"),
        ("Sign up for our newsletter", "sponsor"),
        ("Scroll down for video", "embed"),
        ("So much mud! pic.twitter.com/abc — Ann Lee (@annlee) May 13, 2031", "embed"),
        ("Updated: 2031-05-14 21:45", "timestamp"),
        ("May 14, 2031, 6:02 AM", "timestamp"),
        ("Related Topics", "related"),
        ("Follow us on Twitter", "navigation"),
        ("© 2031 Ostmere Herald. All rights reserved.", "navigation"),
    ],
)
def test_a_line_of_furniture(line: str, kind: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert [(each.kind, each.span.of(text)) for each in find_furniture(text, None, None)[1]] == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        PROSE,
        "By Monday the water had gone.",
        "By Tuesday, Marran had changed her mind.",
        "“Read more,” she said.",
        "More than 40 people were hurt.",
        "“Watch the gate,” he said. “It moves.”",
        "Related companies were paid, the council said.",
        "Photographs showed the gate open, the board said.",
        "Reporting by the Tidings led to an inquiry, the mayor said.",
        "In May 2031 the gate broke.",
        "The figure is 50/50, Reuters reported.",
        "He was quoted by Reuters.",
        "Advertisements for the ferry were withdrawn.",
        "She contributed to the report that the board published, Osgard said.",
        "Watching the gate is dull work, he said.",
        "Updated plans were shown to the council on Friday.",
        "Follow us, the gulls seemed to say, and he did.",
    ],
)
def test_a_line_of_prose(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    assert not find_furniture(text, None, None)[1]


def test_the_top_of_a_page_that_was_pasted() -> None:
    text = (
        "\n'I was told': Mayor's bombshell\n\nShe is NOT quitting.\n\nBy [Rolf Ambry](#), Daily Capstan\n"
        "May 14, 2031, 6:02 AM\n\nFlood fury: Mayor faces 600. The mayor says she will stay.\n\n"
        f"{PROSE} [Gullhaven](#) is a town.\n\nRelated Topics\n\nFloods\n"
    )
    _, furniture = find_furniture(text, "'I was told': Mayor's bombshell", None)
    assert [each.kind for each in furniture] == [
        "headline", "standfirst", "byline", "timestamp", "caption", "link syntax", "link syntax", "related", "related",
    ]  # fmt: skip
    assert [each.span.of(text) for each in furniture if each.kind == "link syntax"] == ["[", "](#)"]


def test_under_a_heading_between_paragraphs_nothing_is_taken_for_a_list() -> None:
    text = f"{PROSE}\n\nAdvertisement\n\nTime is short!\n\n{PROSE}"
    assert [each.span.of(text) for each in find_furniture(text, None, None)[1]] == ["Advertisement"]
