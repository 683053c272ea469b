"""How a contest ended: places, means, and what each school is told."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from markupsafe import Markup

from domain.contests import Contest, Standing
from views import menus, paging, words
from views.actions import action
from views.screen import Button, File, Screen, together

NOT_RATED: Final = "Ни одна заявка ещё не оценена целиком"
CLOSED: Final = "Итоги подведены, школам отправлено"
TO_CONTEST: Final = Button("К конкурсу", action("ct.open"))


def ask_close(contest: Contest, unfinished: Sequence[str]) -> Screen:
    lines = [Markup("<b>Подвести итоги?</b>\nШколы получат свои места. Оценки после этого не меняются.")]
    if unfinished:
        lines.append(Markup("Оценили не всё: {}. Считаются только полные оценки.").format(words.join(unfinished)))
    yes = Button("Подвести итоги", action("ct.close", contest.id))
    return Screen(together(lines), ((yes, TO_CONTEST),))


def results(contest: Contest, standings: Sequence[Standing], page: int) -> Screen:
    """For the department: places, best first."""
    lines = [
        Markup("<b>{}</b> · {}\n{}{}").format(
            place(one),
            f"№ {one.entry.number} {one.entry.school}",
            one.entry.title,
            f" – {mean(one.mean)}" if one.mean is not None else "",
        )
        for one in paging.page_of(standings, page)
    ]
    text = Markup("<b>Итоги: {}</b>\nСредний балл жюри, наибольший {}.\n\n{}").format(
        contest.title, contest.highest, together(lines)
    )
    pager = paging.pager("ct.results", (contest.id,), page, len(standings))
    table = Button("Таблица", action("ct.table", contest.id))
    return Screen(text, (*((pager,) if pager else ()), (table,), (TO_CONTEST, menus.HOME)))


def table(contest: Contest) -> Screen:
    """All scores, as a file."""
    words_under = Markup("<b>{}</b>\nМеста и все оценки.").format(contest.title)
    return Screen(words_under, file=File("document", "contest_table", {"contest": contest.id}), stays=True)


def result(contest: Contest, standing: Standing, many: int, again: bool) -> Screen:
    """To the coordinators of a school that took part."""
    head = "Итоги конкурса уточнены" if again else "Итоги конкурса"
    facts = [Markup("Заявка: {}").format(standing.entry.title), *result_facts(contest, standing)]
    facts.append(Markup("Всего заявок: {}").format(many))
    text = Markup("<b>{}</b>\n{}\n\n{}\n\nСпасибо, что поделились практикой!").format(
        head, contest.title, together(facts, "\n")
    )
    return Screen(text, ((menus.HOME,),), stays=True)


def result_facts(contest: Contest, standing: Standing) -> list[Markup]:
    if standing.mean is None:
        return [Markup("Место: заявку не успели оценить")]
    tie = standing.first != standing.last
    shared = Markup(" (поровну с другими)") if tie else Markup("")
    return [
        Markup("Место: <b>{}</b>{}").format(place(standing), shared),
        Markup("Средний балл: <b>{}</b> из {}").format(mean(standing.mean), contest.highest),
    ]


def place(standing: Standing) -> str:
    """«2», «1–2» where means are equal."""
    if standing.first is None or standing.last is None:
        return "без места"
    return str(standing.first) if standing.first == standing.last else f"{standing.first}–{standing.last}"


def mean(value: Fraction | None) -> str:
    """To a hundredth, halves up; a comma as on paper."""
    if value is None:
        return "–"
    hundredths = (value.numerator * 200 + value.denominator) // (2 * value.denominator)
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02}".rstrip("0").rstrip(",") if rest else str(whole)
