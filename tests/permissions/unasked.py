"""Buttons that the walk from the menu does not come to: they stand under messages, or on screens of other days."""

from typing import Final

from storage.database import Transaction
from tests.permissions.side import NEXT, TODAY, Side
from views import joining

# By the table whose rows they name.
OF_PAIR: Final = "pair_id IN (SELECT id FROM pairs WHERE school_id = :school)"
OF_SCHOOL: Final = {"meetings": OF_PAIR, "checkins": OF_PAIR, "mentor_wishes": OF_PAIR, "goals": OF_PAIR}
SEEDS: Final = {
    "concerns": ("cn.about:{id}:0", "cn.pair:{id}:{pair}"),
    "pairs": (
        "v.resume:{id}:{day}:45:once",
        "qs.list:{id}:0",
        "fd.card:pair:{id}",
        "f.n:rematch:{id}",
        "f.n:to_coordinator:{id}",
    ),
    "sheets": ("f.n:qs-{row[form]}-{row[moment]}:{id}",),
    "mentees": ("ma.page:{id}:0", "ma.next:{id}:0", "fd.card:mentee:{id}", "f.n:carry:{id}"),
    "meetings": ("v.done:{id}", "v.who:{id}:0", "v.came:{id}:{id}:1:0", "v.min:{id}:45", "v.topic:{id}:0"),
    "checkins": ("ck.pair:{id}", "ck.say:{id}:hard", "ck.wish:{id}:pause"),
    "mentor_wishes": ("ck.unwish:{id}", "at.keep:{id}"),
    "evidence": ("ev.file:{id}", "ev.log:{id}"),
    "partners": ("pt.file:{id}", "pt.undo:{id}:1", "pt.open:{id}"),
    "publications": ("pb.open:{id}", "pb.log:{id}:0", "pb.off?:{id}", "pb.off:{id}:1", "pb.undo:{id}:1"),
    "faults": ("nv.open:{id}", "nv.again:{id}:1"),
    "materials": ("lb.file:{id}", "lb.off:{id}"),
    "submissions": ("rv.log:{id}:0", "m.open:{id}", "dc.receipt:{id}"),
}


def under_messages(side: Side, link: int) -> None:
    """Of messages that came unasked, to the posts they came to."""
    mine, theirs = side.coordinator.post.id, side.mentor.post.id
    side.extra += [
        f"ho.stay:{side.id}",
        f"ho.leave?:{side.id}",
        f"ho.leave:{side.id}",
        f"at.from:{mine}:0",
        f"at.from:{mine}:{side.pair}",
        f"pt.from:{mine}:0",
        f"z.open:{mine}:{NEXT}",
        f"qs.from:{mine}",
        f"qs.from:{theirs}",
        f"ev.fix:{mine}:1.2:2026",
        f"gl.told:{theirs}:{side.pair}",
        f"ma.letter:{theirs}",
        f"v.as:{theirs}:{TODAY}:45",
        f"rv.go:{side.id}:wish:{NEXT}",
        f"join:{side.secret}",
        f"qs.go:{side.payload}",
        f"qs.a:{link}:useful:7",
        f"qs.b:{link}:useful",
        f"qs.c:{link}:useful",
        f"qs.d:{link}",
    ]


def on_screens(side: Side, contest: int, entry: int) -> None:
    """Of screens of other days, other roles and other desks."""
    side.extra += [
        "ct.open",
        "pb.list:0",
        "pt.list:0",
        "pt.now",
        "nv.list:0",
        "bd.mine",
        "st.mine",
        "mt.open",
        f"ct.of:{TODAY.year}",
        f"ct.entry:{entry}",
        f"ct.file:{entry}:{entry}",
        f"ct.withdraw?:{entry}",
        f"ct.withdraw:{entry}",
        f"ct.judge:{contest}:0",
        f"ct.rate:{entry}:0",
        f"ct.score:{entry}:0:3",
        f"v.whose:{TODAY}:45:0",
        f"v.at:{TODAY}:45",
        f"z.day:{TODAY}:1",
        "bc.read:1",
        f"gr.half:{TODAY.year}-H2:0",
        f"gr.table:{TODAY.year}-H2",
        "qs.own:0",
        "v.page:0",
        "f.n:concern:new",
        "f.n:name:me",
        "md.page:0",
        "md.file",
        "md.gone?",
        "md.gone",
        "md.gone!",
        "md.stay",
        "md.out?",
        "md.out",
        "join.no",
        f"cons.yes:{joining.CONSENT_VERSION}",
        f"fd.page:0:{side.mark}",
        f"fd.page:1:{side.code}",
        f"gr.pic:{TODAY.year}-H2:mentee:{side.id}",
        f"gr.pic:{TODAY.year}-H2:mentee:0",
        f"f.n:new_plan:1.4-{TODAY.year}",
    ]


async def of_rows(db: Transaction, side: Side) -> None:
    """About every row of the school's."""
    for table, verbs in SEEDS.items():
        for row in await db.all(
            f"SELECT * FROM {table} WHERE {OF_SCHOOL.get(table, 'school_id = :school')}", school=side.id
        ):
            side.extra += [verb.format(id=row["id"], row=row, pair=side.pair, day=TODAY) for verb in verbs]
