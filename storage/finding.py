"""Everything a person may see, looked through by a few letters. Each query takes the person's scope."""

from sqlite3 import Row
from typing import Final

from domain import finding
from domain.finding import Hit, Kind
from domain.people import Role, Scope
from storage.database import Transaction, Value

MOST: Final = 60  # of a kind
MINE: Final = "(:school IS NULL OR s.id = :school)"
ON_LIST: Final = "JOIN schools s ON s.id = {}.school_id AND s.archived_at IS NULL"

# Each gives id, title, note, school (its number) and text: what is looked through.
QUERIES: Final[dict[Kind, str]] = {
    Kind.SCHOOL: """SELECT s.id, s.name AS title, CASE WHEN s.archived_at IS NULL THEN '' ELSE 'архив' END AS note,
            s.number AS school, s.number || ' ' || s.name AS text
        FROM schools s WHERE :school IS NULL""",
    Kind.PERSON: f"""SELECT p.id, p.name AS title, r.role AS note, s.number AS school, p.name AS text
        FROM people p JOIN roles r ON r.person_id = p.id AND r.revoked_at IS NULL AND r.role <> 'mentor'
        LEFT JOIN schools s ON s.id = r.school_id WHERE s.archived_at IS NULL AND {MINE}""",
    Kind.MENTOR: f"""SELECT m.id, coalesce(m.name, m.code) AS title, m.code AS note, s.number AS school,
            m.code || ' ' || coalesce(m.name, '') || ' ' || coalesce(m.place, '') AS text
        FROM mentors m {ON_LIST.format("m")} WHERE {MINE}""",
    Kind.MENTEE: f"""SELECT e.id, e.code AS title, coalesce(e.grade, '') AS note, s.number AS school,
            e.code || ' ' || coalesce(e.grade, '') AS text
        FROM mentees e {ON_LIST.format("e")} WHERE {MINE}""",
    Kind.PAIR: f"""SELECT p.id, coalesce((SELECT min(e.code) FROM pair_mentees pm JOIN mentees e
            ON e.id = pm.mentee_id WHERE pm.pair_id = p.id), '') AS title, coalesce(m.name, m.code) AS note,
            s.number AS school, coalesce(m.name, '') || ' ' || m.code || ' ' || p.goal || ' '
            || coalesce(p.order_no, '') || ' ' || coalesce((SELECT group_concat(e.code, ' ') FROM pair_mentees pm
                JOIN mentees e ON e.id = pm.mentee_id WHERE pm.pair_id = p.id), '') AS text
        FROM pairs p JOIN mentors m ON m.id = p.mentor_id {ON_LIST.format("p")} WHERE {MINE}""",
    Kind.EVIDENCE: """SELECT v.id, v.roadmap_row AS title, coalesce(v.number, v.link, v.comment, '') AS note,
            s.number AS school, v.roadmap_row || ' ' || coalesce(v.number, '') || ' ' || coalesce(v.comment, '') AS text
        FROM evidence v LEFT JOIN schools s ON s.id = v.school_id
        WHERE (:school IS NULL OR v.school_id = :school)""",
    Kind.PARTNER: f"""SELECT r.id, r.name AS title, coalesce(r.agreement, '') AS note, s.number AS school,
            r.name || ' ' || coalesce(r.agreement, '') AS text
        FROM partners r {ON_LIST.format("r")} WHERE {MINE}""",
}


async def look(db: Transaction, scope: Scope, sought: tuple[str, ...]) -> list[Hit]:
    """At most `MOST` of each kind."""
    hits: list[Hit] = []
    for kind, query in QUERIES.items():
        met = " AND ".join(f"instr(fold(text), :w{n}) > 0" for n in range(len(sought)))
        params: dict[str, Value] = {f"w{n}": word for n, word in enumerate(sought)}
        rows = await db.all(
            f"SELECT * FROM ({query}) found WHERE {met} ORDER BY id LIMIT {MOST}", school=scope.school_id, **params
        )
        hits += [Hit(kind, row["id"], row["title"], row["note"], row["school"]) for row in rows]
    return finding.ranked(hits + await _submissions(db, scope, sought), sought)


async def _submissions(db: Transaction, scope: Scope, sought: tuple[str, ...]) -> list[Hit]:
    """By the number on the receipt, whole."""
    asked = finding.receipt(sought)
    if asked is None:
        return []
    rows = await db.all(
        """SELECT b.id, b.period, s.name, s.number FROM submissions b JOIN schools s ON s.id = b.school_id
           WHERE b.id = :id AND (:period IS NULL OR b.period = :period) AND (:school IS NULL OR s.id = :school)""",
        id=asked[1],
        period=asked[0],
        school=scope.school_id,
    )
    return [
        Hit(Kind.SUBMISSION, row["id"], f"{row['period']}/{row['id']:04}", row["name"], row["number"]) for row in rows
    ]


async def person(db: Transaction, scope: Scope, person_id: int) -> list[Row]:
    """Somebody's posts, within the scope: name, unreachable_since, role, school_id, school. Empty where not found."""
    return await db.all(
        f"""SELECT p.name, p.unreachable_since, r.role, r.school_id, s.name AS school
            FROM people p JOIN roles r ON r.person_id = p.id AND r.revoked_at IS NULL
            LEFT JOIN schools s ON s.id = r.school_id
            WHERE p.id = :id AND s.archived_at IS NULL AND r.role <> :mentor AND {MINE} ORDER BY r.id""",
        id=person_id,
        mentor=Role.MENTOR.value,
        school=scope.school_id,
    )


async def evidence(db: Transaction, scope: Scope, evidence_id: int) -> Row | None:
    """roadmap_row, state, number, dated, link, comment, school."""
    return await db.one(
        """SELECT v.roadmap_row, v.state, v.number, v.dated, v.link, v.comment, s.name AS school
           FROM evidence v LEFT JOIN schools s ON s.id = v.school_id
           WHERE v.id = :id AND (:school IS NULL OR v.school_id = :school)""",
        id=evidence_id,
        school=scope.school_id,
    )


async def partner(db: Transaction, scope: Scope, partner_id: int) -> Row | None:
    """name, agreement, agreed_on, valid_until, ended_on, school."""
    return await db.one(
        f"""SELECT r.name, r.agreement, r.agreed_on, r.valid_until, r.ended_on, s.name AS school
            FROM partners r JOIN schools s ON s.id = r.school_id WHERE r.id = :id AND {MINE}""",
        id=partner_id,
        school=scope.school_id,
    )
