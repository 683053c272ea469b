"""Every button × everybody, whether they may press it or not × what is theirs, another's, mixed, missing, broken."""

from itertools import chain, combinations
from typing import Final

from domain import permissions
from domain.permissions import Whose
from storage import people
from tests.permissions.doors import Doors, Outcome
from tests.permissions.forged import BEYOND, BROKEN, LINKS, MISSING, NO_ID, SHARED, identifies, named
from tests.permissions.judge import Judge, neutral
from tests.permissions.report import Report
from tests.permissions.town import Fair
from tests.permissions.who import Who

DESKS: Final = (
    "ct.open",
    "ev.wait",
    "gr.all",
    "st.now",
    "pb.list:0",
    "pt.now",
    "nv.list:0",
    "rv.form:monitoring",
    "cn.desk",
)
SHARE: Final = 4  # in the whole of the tests every fourth broken button of a verb is pressed
ENOUGH: Final = 4  # buttons of one verb that one person is shown


class Matrix:
    def __init__(self, fair: Fair, *, full: bool = False) -> None:
        self.full = full
        self.fair = fair
        self.doors = Doors(fair.db)
        self.people = fair.people
        self.report = Report(people=len(self.people))
        self.shown: dict[str, dict[str, list[str]]] = {}
        self.judge = Judge(fair, self.doors, self.report)

    async def prepare(self) -> None:
        await self.judge.look()
        for who in self.people:
            self.shown[who.name] = await self._walk(who)

    async def run(self) -> Report:
        for who in self.people:
            forms = (f"f.n:{key}" for key in permissions.FORMS)
            for verb in sorted({*permissions.VERBS, *forms, *chain.from_iterable(self.shown.values())}):
                await self._try(who, verb)
        return self.report

    async def _walk(self, who: Who) -> dict[str, list[str]]:
        """Buttons this person is shown, by verb: all that they reach from the menu and from messages to them."""
        found: dict[str, list[str]] = {}
        fresh, seen = ["home", *who.extra, *(who.side.extra if who.side else () if who.extra else DESKS)], set[str]()
        while fresh:
            data = fresh.pop(0)
            known = found.setdefault(named(data), [])
            if not data or data in seen or len(known) >= ENOUGH:
                continue
            seen.add(data)
            known.append(data)
            fresh += (await self.doors.press(who, data)).buttons
        return found

    async def _try(self, who: Who, verb: str) -> None:
        self.report.verbs.add(verb)
        reach = await self._reach(who, verb)
        own = self.shown[who.name].get(verb, [])
        for data in own:
            await self._press(who, "own", data)
            place, _, page = data.rpartition(":")
            if self.full and place and page.isdigit():
                await self._press(who, "beyond the last page", f"{place}:{BEYOND}")
        for data in self._others(who, verb, may=reach is not None):
            await self._compare(who, verb, data, own, reach)
        turn = len(self.report.verbs) % SHARE
        for tail in BROKEN if self.full else BROKEN[turn::SHARE]:
            await self._press(who, "broken", verb + tail, changes=reach is not None)

    def _others(self, who: Who, verb: str, *, may: bool) -> list[str]:
        """What those of the other school are shown; where the verb is not one's own, what anybody is."""
        mine, them = set(self.shown[who.name].get(verb, ())), []
        for other in self.people:
            foreign = other.side is not None and (who.side is None or other.side.id != who.side.id)
            if other.name != who.name and (foreign or not may):
                them += (data for data in self.shown[other.name].get(verb, []) if not self._shared(who, other, data))
        return [data for data in dict.fromkeys(them) if data not in mine] or ([f"{verb}:1"] if not may else [])

    def _shared(self, who: Who, other: Who, data: str) -> bool:
        """Whether it is about what both may see: a pair with its mentor, whose coordinator is at their school."""
        rows = (*who.rows, *(other.rows if who.side is self.fair.b else ()))
        ids = {str(row) for table, row in rows if table != "roles"}
        return not ids.isdisjoint(data.split(":"))

    async def _compare(self, who: Who, verb: str, other: str, own: list[str], reach: Whose | None) -> None:
        """What is another's is answered as what is not there; so is every mixture of one's own with another's."""
        if reach is Whose.EVERYTHING or reach is Whose.PUBLIC or verb in SHARED | LINKS:
            return
        if reach is not None:
            self.report.tried.add(verb)
        theirs, usual = other.split(":"), [one.split(":") for one in own if one.count(":") == other.count(":")]
        places = [
            n
            for n, part in enumerate(theirs)
            if n not in NO_ID.get(verb, ()) and identifies(part) and part not in {one[n] for one in usual}
        ]
        for many in range(1, len(places) + 1):
            for chosen in combinations(places, many):
                mixed, gone = list(theirs), list(theirs)
                for n in places:
                    mixed[n] = theirs[n] if n in chosen or not usual else usual[0][n]
                    gone[n] = MISSING if n in chosen else mixed[n]
                kind = "other" if len(chosen) == len(places) else "mixed"
                there = await self._press(who, kind, ":".join(mixed), changes=reach is not None)
                absent = await self._press(who, "missing", ":".join(gone), changes=reach is not None)
                asked = {*mixed[1:], *gone[1:]}
                if neutral(there, asked) != neutral(absent, asked) or there.told != absent.told:
                    self.judge.leak(
                        who,
                        ":".join(mixed),
                        f"is told from a missing one: {there.words[:90]!r} / {absent.words[:90]!r}",
                    )

    async def _press(self, who: Who, kind: str, data: str, *, changes: bool = True) -> Outcome:
        if len(data.encode()) > 64:
            data = data.encode()[:64].decode(errors="ignore")
        try:
            found = await self.doors.press(who, data)
        except Exception as error:
            self.judge.leak(who, data, f"fails: {type(error).__name__} {error}")
            return Outcome("", (), (), {})
        self.report.pressed[kind] += 1
        self.judge.judge(who, data, found, changes=changes)
        return found

    async def _reach(self, who: Who, verb: str) -> Whose | None:
        person = await people.find(self.fair.db, who.chat)
        rule = (
            permissions.FORMS.get(verb.removeprefix("f.n:")) if verb.startswith("f.n:") else permissions.VERBS.get(verb)
        )
        if rule is None:
            return Whose.SELF if verb.startswith("f.") and person else None
        if not rule.allows(person):
            return None
        if person is None:
            return rule.stranger
        return rule.reach.get(person.post.role) or next(iter(rule.reach.values()))
