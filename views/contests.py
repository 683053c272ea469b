"""The contest of best practices (row 3.3) on the screen: its call, and its card for each who takes part."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from markupsafe import Markup

from domain.contests import CRITERIA, Contest, Entry, Phase, Standing
from domain.deadlines import days_left
from domain.form import Option
from views import contest_results, menus, words
from views.actions import action
from views.screen import LABEL_LIMIT, Button, Row, Screen, together

PHASES: Final = {
    Phase.DRAFT: "ещё не объявлен",
    Phase.OPEN: "идёт приём заявок",
    Phase.JUDGING: "идёт оценка",
    Phase.CLOSED: "итоги подведены",
}
TO_ROW: Final = Button("К строке 3.3", action("ro.row", "3.3"))
TOO_MANY: Final = f"Критериев больше {CRITERIA}. Оставьте главные, каждый с новой строки."
TOO_LONG: Final = "Критерий «{}…» длинный: до 60 знаков. Подробности напишите в «О чём»."
TWICE: Final = "Критерий «{}» написан дважды."
SCORED: Final = "Оценки уже поставлены: критерии и последний день приёма больше не меняются."
NO_ENTRIES: Final = "Заявок пока нет"


def call(contest: Contest) -> Screen:
    """What coordinators are sent."""
    return Screen(together(_about(contest)), ((Button("Подать заявку", action("ct.open")),),), stays=True)


def moved(contest: Contest) -> Screen:
    """The last day for applications is another one."""
    text = Markup("<b>{}</b>\nЗаявки теперь принимаем до: <b>{}</b>, включительно.").format(
        contest.title, words.day(contest.ends_on)
    )
    return Screen(text, ((Button("К конкурсу", action("ct.open")),),), stays=True)


def nothing(year: int, years: Sequence[int], *, may_begin: bool) -> Screen:
    """No contest of that year yet."""
    said = "Его ещё нет. Нужны условия, критерии и последний день приёма." if may_begin else "Пока не объявлен."
    rows: list[Row] = [(Button("Подготовить конкурс", action("f.n", "contest", year)),)] if may_begin else []
    text = Markup("<b>Конкурс практик, {} год</b>\n{}").format(year, said)
    return Screen(text, (*rows, *_years(year, years), (TO_ROW, menus.HOME)))


def card(
    contest: Contest,
    now: datetime,
    today: date,
    years: Sequence[int],
    *,
    entries: int,
    jury: int,
    done: int,
    judges: bool,
) -> Screen:
    """For the department. `done` of the jury have scored everything; `judges`: this person is of it."""
    phase = contest.phase(now)
    lines = _about(contest)
    facts = [Markup("Сейчас: <b>{}</b>").format(PHASES[phase])]
    if phase is Phase.OPEN:
        facts.append(Markup("{}").format(_left(contest, today)))
    if phase is not Phase.DRAFT:
        facts.append(Markup("Заявок: <b>{}</b>").format(entries))
    facts.append(
        Markup("Жюри: {}").format(words.plural(jury, "человек", "человека", "человек") if jury else "не названо")
    )
    if phase is Phase.JUDGING and jury:
        facts.append(Markup("Оценили всё: {} из {}").format(done, jury))
    rows: list[Row] = []
    if phase is Phase.DRAFT:
        rows.append((Button("Объявить", action("ct.announce", contest.id)),))
    if judges and phase is Phase.JUDGING:
        rows.append((Button("Оценить заявки", action("ct.judge", contest.id, 0)),))
    if entries:
        rows.append((Button(f"Заявки: {entries}", action("ct.entries", contest.id, 0)),))
    if phase is not Phase.CLOSED:
        rows.append((Button("Изменить", action("f.n", "contest", contest.year)), _jury(contest)))
    if phase is Phase.JUDGING:
        rows.append((Button("Кто сколько оценил", action("ct.progress", contest.id)),))
        rows.append((Button("Подвести итоги", action("ct.close?", contest.id)),))
    if phase is Phase.CLOSED:
        rows.append(
            (Button("Итоги", action("ct.results", contest.id, 0)), Button("Таблица", action("ct.table", contest.id)))
        )
        rows.append((Button("Вернуть на оценку", action("f.n", "contest-again", contest.id)),))
    lines.append(together(facts, "\n"))
    return Screen(together(lines), (*rows, *_years(contest.year, years), (TO_ROW, menus.HOME)))


def own_card(
    contest: Contest,
    now: datetime,
    today: date,
    years: Sequence[int],
    entry: Entry | None,
    standing: Standing | None,
    *,
    judges: bool,
) -> Screen:
    """For a coordinator: their school's application, or the way to it; the judging, where they are of the jury."""
    phase = contest.phase(now)
    lines = _about(contest)
    facts = [Markup("Сейчас: <b>{}</b>").format(PHASES[phase])]
    rows: list[Row] = []
    stands = entry is not None and entry.withdrawn_at is None
    if phase is Phase.OPEN:
        facts.append(Markup("{}").format(_left(contest, today)))
        label = "Изменить заявку" if stands else "Подать заявку"
        rows.append((Button(label, action("f.n", "contest-entry", contest.id)),))
    facts.append(Markup("Ваша заявка: <b>{}</b>").format(entry.title if entry and stands else "нет"))
    if entry and stands:
        rows.append((Button("Показать заявку", action("ct.entry", entry.id)),))
    if standing is not None:
        facts += contest_results.result_facts(contest, standing)
    if judges and phase is Phase.JUDGING:
        rows.append((Button("Оценить заявки", action("ct.judge", contest.id, 0)),))
    lines.append(together(facts, "\n"))
    return Screen(together(lines), (*rows, *_years(contest.year, years), (TO_ROW, menus.HOME)))


def progress(contest: Contest, rows: Sequence[tuple[str, int, int]]) -> Screen:
    """By member of the jury: the name, how many entries are scored, of how many. Not the scores."""
    lines = [Markup("{}: <b>{} из {}</b>").format(*row) for row in rows]
    text = Markup("<b>Кто сколько оценил</b>\n{}\n\nСами оценки видны после итогов.").format(
        together(lines, "\n") if lines else "Жюри ещё не названо."
    )
    return Screen(text, ((_jury(contest),), (contest_results.TO_CONTEST, menus.HOME)))


def named(contest: Contest) -> Screen:
    """To a new member of the jury."""
    text = Markup(
        "<b>Вы в жюри конкурса</b>\n{}\n\nОценивать можно после приёма заявок. Свою школу вы не увидите."
    ).format(contest.title)
    return Screen(text, ((Button("К конкурсу", action("ct.open")),),), stays=True)


def judging(contest: Contest, entries: int) -> Screen:
    """To the jury, when applications are over."""
    text = Markup("<b>Пора оценивать</b>\n{}\nЗаявок для вас: {}").format(contest.title, entries)
    return Screen(text, ((Button("Оценить заявки", action("ct.judge", contest.id, 0)),),), stays=True)


def jury_option(person_id: int, name: str, schools: str) -> Option:
    tail = f" · Ш{schools}" if schools else ""
    return Option(str(person_id), words.shorten(name, max(8, LABEL_LIMIT - len(tail))) + tail)


def title(year: int) -> str:
    return f"Конкурс практик, {year} год"


def _about(contest: Contest) -> list[Markup]:
    lines = [Markup("<b>{}</b>\nЗаявки до: <b>{}</b>").format(contest.title, words.day(contest.ends_on))]
    if contest.about:
        lines.append(Markup("{}").format(contest.about))
    criteria = together([Markup("• {}").format(one) for one in contest.criteria], "\n")
    lines.append(Markup("Оценивают от 0 до 10:\n{}").format(criteria))
    return lines


def _left(contest: Contest, today: date) -> str:
    return f"До конца приёма: {words.days_left(days_left(today, contest.ends_on))}"


def _jury(contest: Contest) -> Button:
    return Button("Жюри", action("f.n", "contest-jury", contest.id))


def _years(shown: int, years: Sequence[int]) -> list[Row]:
    others = [Button(str(year), action("ct.of", year)) for year in sorted(years, reverse=True)[:5] if year != shown]
    return [tuple(others)] if others else []
