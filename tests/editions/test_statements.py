"""What became of statements that were found otherwise on one side than on the other."""

import pytest

from makers import make_finding
from onrecord.editions import compare_editions
from onrecord.model import Edit, Finding, SpeakerKind

SALE = "We will never sell the harbour"
HEAD = "The harbour of Elm is old."


def compared(before: Finding, after: Finding) -> tuple[Edit, ...]:
    return compare_editions(before, after)


def test_a_statement_that_was_found_in_one_edition_alone_is_no_edit() -> None:
    text = f"{HEAD} The gate will be mended by May, the clerk said."
    found = make_finding(text, ("The gate will be mended by May", "the clerk", None))
    assert compared(make_finding(text), found) == compared(found, make_finding(text)) == ()


def test_words_that_change_are_told_though_it_was_found_in_one_edition_alone() -> None:
    text = f"{HEAD} The gate will be mended by May, the clerk said."
    before = make_finding(text, ("The gate will be mended by May", "the clerk", None))
    (edit,) = compared(before, make_finding(text.replace("mended", "sold")))
    assert (edit.what, edit.change, edit.words[0].lemma, edit.words[0].reading) == (
        "statement",
        "changed",
        "mended",
        "sold",
    )
    assert edit.after_text == "The gate will be sold by May"


def test_where_a_statement_ends_is_no_edit() -> None:
    text = f"{HEAD} The gate will be mended by May at the latest, Ruiz said."
    short = make_finding(text, ("The gate will be mended by May", "Ruiz", "Ana Ruiz"))
    long = make_finding(text, ("The gate will be mended by May at the latest", "Ruiz", "Ana Ruiz"))
    assert compared(short, long) == compared(long, short) == ()


def test_a_quotation_that_nobody_is_seen_to_say_is_followed() -> None:
    before = make_finding(f"{HEAD} The sign reads “No boats beyond the second buoy today”.")
    after = make_finding(f"{HEAD} The sign reads “No boats beyond the third buoy today”.")
    (edit,) = compared(before, after)
    assert (edit.what, edit.speaker, edit.words[0].reading) == ("quotation", None, "third")


def test_of_a_statement_inside_another_the_same_is_told_once() -> None:
    def finding(how: str) -> Finding:
        inner = f"the gate leaks {how}"
        outer = f"Vale told her {inner}"
        return make_finding(f"Ruiz said {outer}.", (outer, "Ruiz", "Ana Ruiz"), (inner, "Vale", "Tom Vale"))

    before, after = finding("badly"), finding("little")
    (edit,) = compared(before, after)
    assert edit.speaker == "Ana Ruiz"


@pytest.mark.parametrize(
    ("kind", "before", "after", "is_told"),
    [
        ("person", ("Ruiz", "Ana Ruiz"), ("Pike", "Joan Pike"), True),
        ("person", ("Ruiz", "Ana Ruiz"), ("Mayor Ana Ruiz", "Ana Ruiz"), False),
        ("person", ("Ruiz", "Ruiz"), ("Ana Ruiz", "Ana Ruiz"), False),
        ("person", ("Ruiz", "Ana Ruiz"), ("Ruiz", "Luis Ruiz"), False),  # the words are the same: it was read otherwise
        ("person", ("Ruiz", "Ana Ruiz"), ("Pike", None), False),
        ("group", ("officials", "officials"), ("two city officials", "two city officials"), False),
        ("group", ("officials", "officials"), ("neighbours", "neighbours"), True),
        ("unnamed", ("the mayor", "the mayor"), ("Ruiz", "Ana Ruiz"), False),
        ("unnamed", ("a neighbour", "a neighbour"), ("Ruiz", "Ana Ruiz"), True),
    ],
)
def test_another_speaker_is_told_where_other_words_name_one(
    kind: SpeakerKind, before: tuple[str, str], after: tuple[str, str | None], is_told: bool
) -> None:
    def finding(source: str, speaker: str | None) -> Finding:
        return make_finding(f"“{SALE},” said {source} on the quay.", (f"{SALE},", source, speaker), kind=kind)

    edits = compared(finding(*before), finding(*after))
    assert [(edit.ways, edit.speaker_before, edit.speaker) for edit in edits] == (
        [(("reattributed",), before[1], after[1])] if is_told else []
    )


def test_two_statements_joined_to_one_tell_what_was_put_between() -> None:
    before = make_finding(
        "“We will never sell,” Ruiz said. “The town owns it,” she said.",
        ("We will never sell,", "Ruiz", "Ana Ruiz"),
        ("The town owns it,", "she", "Ana Ruiz"),
    )
    after = make_finding(
        "“We will never sell because the town owns it,” Ruiz said.",
        ("We will never sell because the town owns it,", "Ruiz", "Ana Ruiz"),
    )
    (edit,) = compared(before, after)
    assert [(each.lemma, each.reading) for each in edit.words] == [("", "because")]
