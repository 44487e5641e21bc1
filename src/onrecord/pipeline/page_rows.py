"""What pages show, as the data at the same addresses with ``.json``; spans, days and missing keys as in ``rows.py``."""

from collections.abc import Iterable

from onrecord.model import (
    Compared,
    Facets,
    Habits,
    PersonHead,
    Provenance,
    Ruling,
    Run,
    Saying,
    Story,
)
from onrecord.pipeline import rows
from onrecord.pipeline.keep_rows import maker_row
from onrecord.pipeline.rows import Row
from onrecord.pipeline.shown import (
    Found,
    FoundReports,
    Front,
    PeopleList,
    PersonPage,
    RecordPage,
    ReportList,
    ReportPage,
    StoryList,
    UtterancePage,
)


def person_head_row(person: PersonHead) -> Row:
    """Give what names a person."""
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "names": list(person.names),
        "roles": list(person.roles),
        "statements": person.statements,
        "reports": person.reports,
        "first": person.first.isoformat() if person.first else None,
        "last": person.last.isoformat() if person.last else None,
        "wikidata": person.wikidata,
    }


def saying_row(saying: Saying) -> Row:
    """Give a statement that was found; ``text`` is the report's from the first to the last character of ``content``."""
    return {
        "report": rows.source_row(saying.report),
        "statement": saying.statement,
        "form": saying.form,
        "mode": saying.mode,
        "content": rows.spans_row(saying.content),
        "quoted": rows.spans_row(saying.quoted),
        "text": saying.text,
        "cue": saying.cue,
        "speaker": saying.speaker,
        "speaker_kind": saying.speaker_kind,
        "ground": saying.ground,
        "person": saying.person,
        "said": rows.period_row(saying.said),
    }


def facets_row(facets: Facets) -> Row:
    """Give how often each person, outlet, form and month stands among what was found; the latest ``of`` are counted."""
    return {
        "of": facets.of,
        "people": [{"id": person, "name": name, "count": often} for person, name, often in facets.people],
        "outlets": [{"name": name, "count": often} for name, often in facets.outlets],
        "forms": [{"name": name, "count": often} for name, often in facets.forms],
        "months": [{"name": name, "count": often} for name, often in facets.months],
    }


def found_row(found: Found, following: str | None) -> Row:
    """Give a screenful of statements; ``next`` is the cursor of the one after it."""
    return {
        "total": found.total,
        "total_is_exact": not found.is_more,
        "statements": [saying_row(each) for each in found.sayings],
        "facets": facets_row(found.facets),
        "next": following,
    }


def found_reports_row(found: FoundReports, following: str | None) -> Row:
    """Give a screenful of reports, each with its sentence."""
    reports = [
        {
            **rows.source_row(head),
            "start": hit.span.start if hit else None,
            "end": hit.span.end if hit else None,
            "text": hit.text if hit else None,
            "speaker": hit.speaker if hit else None,
        }
        for head, hit in found.hits
    ]
    return {"reports": reports, "next": following}


def front_row(front: Front) -> Row:
    """Give how much is on record, and the latest stories."""
    return {"totals": dict(front.totals), "stories": story_rows(front.stories)}


def story_rows(stories: Iterable[Story]) -> list[Row]:
    """Give stories."""
    return [rows.story_row(story) for story in stories]


def story_list_row(stories: StoryList, following: str | None) -> Row:
    """Give a screenful of stories."""
    return {"stories": story_rows(stories.stories), "next": following}


def people_list_row(people: PeopleList, following: str | None) -> Row:
    """Give a screenful of people."""
    return {"people": [person_head_row(each) for each in people.people], "next": following}


def report_list_row(reports: ReportList, following: str | None) -> Row:
    """Give a screenful of reports."""
    return {"reports": [rows.source_row(each) for each in reports.reports], "next": following}


def utterance_page_row(page: UtterancePage) -> Row:
    """Give an utterance with its witnesses and apparatus, and what names its reports."""
    places = {place.witness.siglum: place.sentences for place in page.places}
    row = rows.utterance_row(page.utterance, page.attestation)
    for witness in row["witnesses"]:
        witness["sentences"] = places.get(witness["siglum"])
    return {
        **row,
        "reports_on_record": [rows.source_row(head) for _, head in sorted(page.reports.items())],
        "provenances": [provenance_row(each) for each in page.provenances],
        "stories": story_rows({story.id: story for _, story in sorted(page.stories.items())}.values()),
        "rulings": [ruling_row(each) for each in page.rulings],
    }


def ruling_row(ruling: Ruling) -> Row:
    """Give a ruling beside what it is about; whether it has an effect is looked up for all rulings together alone."""
    row = rows.ruling_row(ruling, None)
    del row["why_idle"]
    return row


def provenance_row(provenance: Provenance) -> Row:
    """Give who publishes a report, and its origin."""
    return {"report": provenance.report, "publisher": provenance.publisher, "origin": provenance.origin}


def person_page_row(page: PersonPage, following: str | None) -> Row:
    """Give a person with a screenful of statements, their stories, topics and changes of line."""
    found = found_row(page.found, following)
    for row in found["statements"]:
        row["utterances"] = list(page.worded.get(row["statement"], ()))
    return {
        "person": person_head_row(page.person),
        **found,
        "stories": [{**rows.story_row(story), "statements": often} for story, often in page.stories],
        "topics": [{"word": word, "statements": often} for word, often in page.topics],
        "changes": [rows.turn_row(each) for each in page.changes],
        "rulings": [ruling_row(each) for each in page.rulings],
    }


def report_page_row(page: ReportPage) -> Row:
    """Give a report with its statements, and what of it stands elsewhere."""
    report = page.finding.report
    return {
        "report": {
            **rows.report_row(report),
            "editions": [*page.earlier, *page.later],
            "publisher": page.provenance.publisher if page.provenance else None,
            "origin": page.provenance.origin if page.provenance else None,
            "retrieval": rows.retrieval_row(report),
            "made_by": maker_row(page.maker),
        },
        "statements": [
            {**row, "utterances": [each.id for each in page.worded.get(row["id"], ())]}
            for row in rows.statement_rows(page.finding, page.person_of)
        ],
        "story": rows.story_row(page.story) if page.story else None,
        "families": [rows.family_row(each) for each in page.families],
        "reuse": [rows.reuse_row(each) for each in page.reuse],
        "rulings": [ruling_row(each) for each in page.rulings],
    }


def habits_row(habits: Habits) -> Row:
    """Give how an outlet prints what others print, too."""
    return {
        "outlet": habits.outlet,
        "reports": habits.reports,
        "statements": habits.statements,
        "beside_others": compared_row(habits.beside_others),
        "beside_transcripts": compared_row(habits.beside_transcripts),
    }


def compared_row(compared: Compared) -> Row:
    """Give how quotations stand beside what they are collated with."""
    return {
        "quotations": compared.quotations,
        "identical": compared.identical,
        "cut": compared.cut,
        "reworded": compared.reworded,
        "spliced": compared.spliced,
        "changes_the_sense": compared.turned,
    }


def record_page_row(page: RecordPage, following: str | None) -> Row:
    """Give what was read, when it appeared, and what failed."""
    return {
        "totals": dict(page.totals),
        "searched": rows.searched_row(page.searched),
        "months": [
            {"month": month or None, "reports": reports, "transcripts": transcripts}
            for month, reports, transcripts in page.months
        ],
        "made_by": [{"by": maker_row(maker), "reports": often} for maker, often in page.made_by],
        "derived_by": maker_row(page.derived_by),
        "runs": [run_row(each) for each in page.runs],
        "failures": [rows.failure_row(each) for each in page.failures],
        "next": following,
    }


def run_row(run: Run) -> Row:
    """Give what a run of ``add`` did."""
    return {
        "began": run.began,
        "new": run.new,
        "known": run.known,
        "failed": run.failed,
        "sources": list(run.sources),
    }
