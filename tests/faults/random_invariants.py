"""What must hold in the file after whatever was fed: each query finds what must not be there."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from domain import drafted, privacy, reporting
from domain.form import Facts
from domain.kinds import Text
from storage.database import Transaction
from tests.faults.random_checks import Checks
from tests.faults.random_talk import FORMS, TRAP
from tests.faults.random_words import MARK, PERSONAL

FORM_KEYS: Final = ", ".join(repr(form.key) for form in FORMS)
NEVER: Final[Mapping[str, str]] = {
    "a pair at work without the papers of all": """SELECT p.id FROM pairs p JOIN pair_mentees m ON m.pair_id = p.id
        JOIN mentees e ON e.id = m.mentee_id WHERE p.state IN ('active', 'paused') AND e.consent IS NULL""",
    "a pair without mentees": "SELECT id FROM pairs WHERE id NOT IN (SELECT pair_id FROM pair_mentees)",
    "a pair with a mentor of another school": """SELECT p.id FROM pairs p JOIN mentors m ON m.id = p.mentor_id
        WHERE m.school_id <> p.school_id""",
    "a pair with a mentee of another school": """SELECT p.id FROM pairs p JOIN pair_mentees m ON m.pair_id = p.id
        JOIN mentees e ON e.id = m.mentee_id WHERE e.school_id <> p.school_id""",
    "a pair whose last event is not its state": """SELECT p.id FROM pairs p WHERE p.state <>
        (SELECT after FROM pair_events e WHERE e.pair_id = p.id ORDER BY e.id DESC LIMIT 1)""",
    "a pair closed before it began": "SELECT id FROM pairs WHERE closed_on < starts_on",
    "a closed pair without a result": """SELECT id FROM pairs WHERE result IS NULL
        AND (state = 'completed' OR (state = 'stopped' AND reason IS NULL))""",
    "a code that is not its school's": """SELECT e.code FROM (SELECT school_id, code FROM mentees
        UNION ALL SELECT school_id, code FROM mentors) e JOIN schools s ON s.id = e.school_id
        WHERE e.code NOT LIKE printf('Ш%02d-%%', s.number)""",
    "a code given twice": """SELECT code FROM (SELECT code FROM mentees UNION ALL SELECT code FROM mentors)
        GROUP BY code HAVING count(*) > 1""",
    "a pupil with a name": "SELECT id FROM mentors WHERE kind = 'pupil' AND name IS NOT NULL",
    "a mentor's post at another school": """SELECT r.id FROM roles r JOIN mentors m ON m.id = r.mentor_id
        WHERE m.school_id <> r.school_id""",
    "somebody acts in a post of another": """SELECT p.id FROM people p WHERE p.active_role IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.id = p.active_role AND r.person_id = p.id)""",
    "two submissions of one quarter": """SELECT school_id, period FROM submissions GROUP BY form, school_id, period
        HAVING count(*) > 1""",
    "a submission whose history is not whole": """SELECT s.id FROM submissions s WHERE s.revision <>
        (SELECT count(*) FROM submission_history h WHERE h.submission_id = s.id) OR s.answers <> (SELECT h.answers
        FROM submission_history h WHERE h.submission_id = s.id AND h.revision = s.revision)""",
    "a submission of what was never due": """SELECT id FROM submissions WHERE period NOT IN
        (SELECT d.period FROM deadlines d WHERE d.form = submissions.form)""",
    "a meeting before its pair": """SELECT t.id FROM meetings t JOIN pairs p ON p.id = t.pair_id
        WHERE t.held_on < p.starts_on""",
    "a meeting logged by somebody else": """SELECT t.id FROM meetings t JOIN pairs p ON p.id = t.pair_id
        WHERE NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = t.logged_by AND (r.mentor_id = p.mentor_id
        OR r.role = 'coordinator' AND r.school_id IN
            (SELECT id FROM schools WHERE id = p.school_id OR merged_into = p.school_id)))""",
    "a meeting ahead": "SELECT id FROM meetings WHERE held_on > date(logged_at, '+1 day')",
    "somebody who came is not of the group": """SELECT mm.meeting_id FROM meeting_mentees mm
        JOIN meetings t ON t.id = mm.meeting_id WHERE NOT EXISTS (SELECT 1 FROM pair_mentees pm
        WHERE pm.pair_id = t.pair_id AND pm.mentee_id = mm.mentee_id)""",
    "a meeting at which nobody was": """SELECT meeting_id FROM meeting_mentees GROUP BY meeting_id
        HAVING max(came) = 0""",
    "an invitation half used": "SELECT id FROM invitations WHERE (used_at IS NULL) <> (used_by IS NULL)",
    "a draft of no form": f"SELECT id FROM drafts WHERE form NOT IN ({FORM_KEYS})",
    "a draft that belongs to nobody": """SELECT d.id FROM drafts d WHERE d.subject NOT LIKE d.school_id || ':%'
        AND NOT EXISTS (SELECT 1 FROM roles r WHERE d.subject LIKE '@' || r.id || ':%')""",
    "a draft named in two ways": "SELECT id FROM drafts WHERE subject GLOB '*[:.]0[0-9]*'",
    "a draft about nothing there is": """SELECT id FROM drafts WHERE
        form IN ('mentor', 'mentee', 'schools', 'name') AND subject NOT LIKE '%:new' AND subject NOT LIKE '%:me'
        OR form = 'pair' AND subject NOT LIKE '%:new' AND NOT (subject GLOB '*:fit.*.*' OR subject GLOB '*:again.*.*')
        OR form = 'consent' AND subject NOT LIKE '%:mentee.%' AND subject NOT LIKE '%:pair.%'""",
    "a form open at a school that is not theirs": """SELECT f.person_id FROM focus f JOIN drafts d ON d.id = f.draft_id
        WHERE d.school_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM roles r WHERE r.person_id = f.person_id
        AND r.school_id = d.school_id AND r.revoked_at IS NULL)""",
    "a receipt for nothing": """SELECT draft_id FROM receipts r WHERE
        r.form = 'monitoring' AND r.result NOT IN (SELECT id FROM submissions)
        OR r.form IN ('pair', 'closing') AND r.result NOT IN (SELECT id FROM pairs)
        OR r.form = 'mentor' AND r.result NOT IN (SELECT id FROM mentors)
        OR r.form = 'mentee' AND r.result NOT IN (SELECT id FROM mentees)
        OR r.form IN ('partner', 'partner-on', 'partner-off') AND r.result NOT IN (SELECT id FROM partners)
        OR r.form = 'material' AND r.result NOT IN (SELECT id FROM materials)
        OR r.form = 'publication' AND r.result NOT IN (SELECT id FROM publications)
        OR r.form IN ('fault-words', 'fault-answer') AND r.result NOT IN (SELECT id FROM faults)
        OR r.form = 'deadline' AND r.result NOT IN (SELECT id FROM deadlines)""",
    "a submission whose last event is another": """SELECT s.id FROM submissions s WHERE s.state <>
        (SELECT e.after FROM submission_events e WHERE e.submission_id = s.id ORDER BY e.id DESC LIMIT 1)""",
    "a filing without an event": """SELECT s.id FROM submissions s WHERE s.revision <> (SELECT count(*)
        FROM submission_events e WHERE e.submission_id = s.id AND e.after = 'submitted'
        AND (e.before IS NULL OR e.before <> 'accepted') AND e.note IS NULL)""",
    "a remark that waits for nobody": """SELECT s.id FROM submissions s JOIN remarks m ON m.submission_id = s.id
        WHERE m.answered_at IS NULL AND s.state <> 'returned'""",
    "a return without a remark": """SELECT s.id FROM submissions s WHERE s.state = 'returned'
        AND NOT EXISTS (SELECT 1 FROM remarks m WHERE m.submission_id = s.id AND m.answered_at IS NULL)""",
    "an extension whose history ends otherwise": """SELECT x.school_id FROM extensions x WHERE x.until IS NOT
        (SELECT e.after FROM extension_events e WHERE (e.roadmap_row, e.period, e.school_id) =
        (x.roadmap_row, x.period, x.school_id) ORDER BY e.id DESC LIMIT 1)""",
    "a period closed by nobody": """SELECT d.id FROM deadlines d WHERE (d.closed_at IS NOT NULL) <> coalesce(
        (SELECT c.closed FROM period_closings c WHERE c.deadline_id = d.id ORDER BY c.id DESC LIMIT 1), 0)""",
    "what was undone is there": f"SELECT key FROM settings WHERE key = '{TRAP}'",
    "a sent message that is still there": "SELECT id FROM outbox WHERE state IN ('sent', 'dropped') AND body <> ''",
}
ABOUT_MENTEES: Final = (
    "SELECT code, grade, request, consent FROM mentees",
    "SELECT goal, order_no, result FROM pairs",
    "SELECT note FROM pair_events",
    "SELECT place FROM mentors WHERE kind = 'pupil'",
    "SELECT consent FROM mentors",
    "SELECT subject FROM drafts",
    "SELECT title, about FROM materials",
    "SELECT title FROM publications",
    "SELECT about, answer FROM faults",
    "SELECT before, after FROM registry_history WHERE registry <> 'partner'",
    "SELECT note FROM submission_events",
    "SELECT remark FROM remarks",
    "SELECT reason FROM extension_events",
    "SELECT reason FROM extension_wishes",
    "SELECT answer FROM extension_wishes",
    "SELECT reason FROM period_closings",
)
ABOUT: Final = {
    (form.key, question.key)
    for form in FORMS
    for question in form.questions
    if isinstance(question.kind, Text) and question.kind.about_mentee
}


async def broken(db: Transaction, checks: Checks) -> list[str]:
    """Sentences about everything that is wrong in the file."""
    found = [f"the file: {row[0]}" for row in await db.all("PRAGMA integrity_check") if row[0] != "ok"]
    found += [f"a reference to nothing: {tuple(row)}" for row in await db.all("PRAGMA foreign_key_check")]
    for sentence, sql in NEVER.items():
        found += [f"{sentence}: {tuple(row)}" for row in (await db.all(sql))[:3]]
    found += [f"stored about a mentee: {text!a}" for text in await _said_of_mentees(db) if _personal(text)]
    return found + await _broken_rules(db) + await _of_strangers(db, checks)


async def _broken_rules(db: Transaction) -> list[str]:
    """What was filed is whole, and keeps the rules that let nothing through."""
    found = []
    for row in await db.all("SELECT id, form, answers FROM submissions"):
        answers = json.loads(row["answers"])
        form = reporting.FORMS[row["form"]]
        asked = [question.key for question in drafted.visible(form, answers)]
        if [*answers] != asked:
            found.append(f"submission {row['id']} answers {[*answers]}, asked was {asked}")
        for check in form.checks:
            if check.hard and {*check.over} <= {*answers} and check.fault(answers, Facts(date.max)):
                found.append(f"submission {row['id']} breaks {check.key}")
    return found


async def _said_of_mentees(db: Transaction) -> list[str]:
    texts = [str(value) for sql in ABOUT_MENTEES for row in await db.all(sql) for value in row if value is not None]
    for row in await db.all("SELECT form, answers, kept, reasons FROM drafts"):
        texts += _answers(row["form"], json.loads(row["answers"])) + _answers(row["form"], json.loads(row["kept"]))
        texts += json.loads(row["reasons"]).values()
    for table in ("submissions", "submission_history"):
        for row in await db.all(f"SELECT answers, reasons FROM {table}"):
            texts += _answers("monitoring", json.loads(row["answers"]))
            texts += json.loads(row["reasons"]).values()
    return texts


def _answers(form: str, answers: Mapping[str, Any]) -> list[str]:
    return [str(value) for key, value in answers.items() if (form, key) in ABOUT and value is not None]


def _personal(text: str) -> bool:
    return any(words in text for words in PERSONAL) or privacy.personal(text) is not None


async def _of_strangers(db: Transaction, checks: Checks) -> list[str]:
    """Of people who have never joined, of bots and of channels no word is kept."""
    tables = [row[0] for row in await db.all("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    known = {*checks.ever.posts, *checks.ever.desk}
    found = []
    for table in tables:
        for row in await db.all(f"SELECT * FROM {table}"):
            for mark in MARK.findall("\n".join(str(value) for value in row if isinstance(value, str))):
                if (author := checks.authors.get(mark, 0)) not in known:
                    found.append(f"words of a stranger ({author}) are kept in {table}")
    return found
