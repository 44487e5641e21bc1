"""The map of copies as a drawing."""

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from drawings import NAMESPACE, assert_sound, parse, texts
from onrecord.views.web.families_svg import MOST_REPORTS, Copies, Printing, Sharing, draw_families

reports = st.sampled_from([f"r{number}" for number in range(20)])
printings = st.lists(
    st.builds(
        Printing,
        report=reports,
        label=texts,
        publisher=st.sampled_from(("", "Elm Press", "Harbour Group")) | texts,
        day=st.none() | st.dates(date(2031, 5, 1), date(2031, 5, 9)) | st.dates(),
        headline=texts,
        href=st.sampled_from(("/reports/a", "", "javascript:alert(1)")),
    ),
    max_size=20,
    unique_by=lambda printing: printing.report,
)
families = st.lists(
    st.builds(
        Copies, reports=st.lists(reports, min_size=2, max_size=8, unique=True).map(tuple), exemplar=reports,
        agency=st.none() | texts,
    ),
    max_size=3,
)  # fmt: skip
sharings = st.lists(st.builds(Sharing, a=reports, b=reports, source=st.none() | reports), max_size=8)


@given(printings, families, sharings, st.randoms())
def test_a_drawing_is_sound_and_the_same_in_any_order(
    some: list[Printing], copies: list[Copies], shared: list[Sharing], random: Random
) -> None:
    svg = draw_families(some, copies, shared)
    if some:
        assert_sound(svg)
    for each in (some, copies, shared):
        random.shuffle(each)
    assert draw_families(some, copies, shared) == svg


def make_printing(report: str, publisher: str = "", day: int | None = 12) -> Printing:
    """Give a report of an outlet of the same name."""
    when = date(2031, 5, day) if day else None
    return Printing(report, f"The {report}", publisher, when, href=f"/reports/{report}")


def test_bands_are_as_many_as_independent_origins() -> None:
    some = [make_printing("Elm"), make_printing("Oak"), make_printing("Ash", "Trees"), make_printing("Yew", "Trees")]
    svg = draw_families([*some, make_printing("Fir")], [Copies(("Elm", "Oak"), "Oak", "Coastal News Agency")])
    says = parse(svg).findtext(f"{NAMESPACE}desc")
    assert says.startswith("5 reports of 3 independent origins.")
    assert "Text of Coastal News Agency: 2 reports count once" in svg
    assert "Trees: 2 reports count once" in svg


def test_the_exemplar_has_a_sign_of_its_own() -> None:
    tree = parse(draw_families([make_printing("Elm"), make_printing("Oak")], [Copies(("Elm", "Oak"), "Oak")]))
    (square,) = [
        each
        for each in tree.iter(f"{NAMESPACE}rect")
        if "exemplar" in each.get("class") and each.getparent().tag.endswith("a")
    ]
    assert square.getparent().get("href") == "/reports/Oak"


def test_the_arrow_of_a_shared_part_points_at_the_taker() -> None:
    some = [make_printing("Elm", day=12), make_printing("Oak", day=13)]
    first, second = (
        parse(draw_families(some, [], [Sharing("Elm", "Oak", source)])).find(f".//{NAMESPACE}path[@class='share']")
        for source in ("Elm", "Oak")
    )
    rows = {
        row.get("href"): row.find(f"{NAMESPACE}circle").get("cy")
        for row in parse(draw_families(some, [])).iter(f"{NAMESPACE}a")
    }
    tips = [each.get("d").split()[each.get("d").split().index("L") + 2] for each in (first, second)]
    assert tips == [rows["/reports/Oak"], rows["/reports/Elm"]]


def test_a_great_story_shows_its_first_reports_and_says_so() -> None:
    some = [make_printing(f"r{number}", day=1 + number % 28) for number in range(MOST_REPORTS + 7)]
    svg = draw_families(some, [])
    assert "7 more reports not drawn" in svg
    assert_sound(svg)


def test_reports_without_a_day_stand_apart() -> None:
    svg = draw_families(
        [make_printing("Elm", day=None), make_printing("Oak", day=None)], [Copies(("Elm", "Oak"), "Elm")]
    )
    assert "no day" in svg
    assert_sound(svg)
