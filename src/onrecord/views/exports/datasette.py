"""The record for Datasette: titles, descriptions of tables and columns, facets, and questions to begin with.

The record is one SQLite file and opens as it is; this is the ``metadata.json`` to open it with. Columns that are in an
export, too, are described by the codebook.
"""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from onrecord.views.exports.codebook import Type, columns

SCALARS: frozenset[Type] = frozenset(("text", "integer", "number", "yes or no", "day"))
NOT_THERE = "-"  # of a column of an export that the file has not
QUERIES = {
    "said_by": {
        "title": "What a person says",
        "description": "Statements of a person, the latest first; give the id, as in the table people.",
        "sql": (
            "SELECT reports.published, reports.outlet, statements.form, statements.id AS statement, reports.url\n"
            "FROM person_statements JOIN statements ON statements.id = person_statements.statement\n"
            "JOIN reports ON reports.id = statements.report\n"
            "WHERE person_statements.person = :person ORDER BY reports.published DESC, statements.id"
        ),
    },
    "printings_of": {
        "title": "Who prints an utterance",
        "description": "Its witnesses, each in its own words; give the id, as in the table utterances.",
        "sql": (
            "SELECT reports.outlet, reports.published, witness.value ->> 'relation' AS relation,\n"
            "  witness.value ->> 'text' AS text, reports.id AS report, reports.url\n"
            "FROM utterances, json_each(utterances.witnesses) AS witness\n"
            "JOIN reports ON reports.id = witness.value ->> 'report'\n"
            "WHERE utterances.id = :utterance ORDER BY witness.key"
        ),
    },
    "most_printed": {
        "title": "What is printed most",
        "description": "Utterances that the most reports print, counting those that are independent of one another.",
        "sql": (
            "SELECT utterances.id, speaker, base, attestations.reports, attestations.independent\n"
            "FROM utterances JOIN attestations ON attestations.utterance = utterances.id\n"
            "ORDER BY attestations.independent DESC, attestations.reports DESC, utterances.id LIMIT 100"
        ),
    },
}


def metadata_of(database: str) -> dict[str, Any]:
    """Give the metadata for a record; ``database`` is the name of its file without the ending.

    >>> metadata_of("onrecord")["databases"]["onrecord"]["tables"]["people"]["label_column"]
    'name'
    """
    described = {
        "source": "onrecord",
        "description": "Who said what in the news, in which words each outlet printed it.",
        "tables": {row["table"]: _table(row) for row in _rows("record_tables.tsv")},
        "queries": QUERIES,
    }
    return {"title": "The record", "databases": {database: described}}


def _table(row: dict[str, str]) -> dict[str, Any]:
    table: dict[str, Any] = {"title": row["title"], "description": row["description"]}
    if row["label"]:
        table["label_column"] = row["label"]
    if row["sort"]:
        table["sort_desc" if row["sort"].startswith("-") else "sort"] = row["sort"].removeprefix("-")
    if row["facets"]:
        table["facets"] = row["facets"].split()
    if row["hidden"]:
        table["hidden"] = True
    described = dict(_columns(row["table"]))
    return {**table, "columns": {name: told for name, told in described.items() if told != NOT_THERE}}


def _columns(table: str) -> Iterator[tuple[str, str]]:
    """Give what each column holds; what is said of the file itself comes last and counts."""
    for column in columns():
        if column.table == table and "." not in column.path:
            unit = f" ({column.unit})" if column.unit else ""
            form = "" if column.type in SCALARS else " (JSON)"
            yield column.name, f"{column.meaning[:1].upper()}{column.meaning[1:]}{unit}{form}."
    for row in _rows("record_columns.tsv"):
        if row["table"] == table:
            yield row["column"], row["meaning"]


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    names = [line for line in lines if line.startswith("#")][-1].removeprefix("# ").split("\t")
    for line in lines:
        if not line.startswith("#"):
            yield dict(zip(names, line.split("\t"), strict=True))
