"""A mentee's sheet in whatever chat its link was opened: ten taps, no name. Nothing here tells who is asked."""

from collections.abc import Sequence

from markupsafe import Markup, escape

from domain.drafted import Ask
from domain.form import Answers, Facts, Form, Question
from domain.scales import Scale
from views import questions, words
from views.actions import action
from views.screen import Button, Row, Screen, bold, together

NOT_AN_ANSWER = "Ответьте, пожалуйста, кнопкой под вопросом."


def welcome(form: Form, payload: str) -> Screen:
    """Nothing is begun yet: whoever only looked has not used the link up."""
    text = Markup(
        "<b>{}</b>\nПрограмма наставничества\n\nЭто {}: по одному на вопрос. Имя не нужно: кто отвечает, с "
        "ответами не хранится. Наставник их не увидит, школа – только вместе с другими."
    ).format(form.title, words.plural(len(form.questions), "нажатие", "нажатия", "нажатий"))
    return Screen(text, ((Button("Начать", action("qs.go", payload)),),))


def asked(link_id: int, at: Ask, facts: Facts, note: str = "") -> Screen:
    question = at.question
    lines = [Markup("{} из {}").format(at.number, at.total), bold(question.text)]
    if note or at.problem:
        lines.insert(1, escape(note or at.problem))
    if isinstance(question.kind, Scale):
        lines.append(questions.ends(question.kind))
    options = [
        Button(one.label, action("qs.a", link_id, question.key, one.value)) for one in question.kind.choices(facts)
    ]
    back: tuple[Row, ...] = ((Button("Назад", action("qs.b", link_id, question.key)),),) if at.number > 1 else ()
    return Screen(together(lines), (*questions.laid_out(question.kind, options), *back))


def review(link_id: int, form: Form, path: Sequence[Question], answers: Answers, facts: Facts) -> Screen:
    """Everything is answered; a number under it asks that question again."""
    lines = [
        Markup("{}. {}: <b>{}</b>").format(n, one.title, one.kind.show(answers[one.key], facts))
        for n, one in enumerate(path, start=1)
    ]
    changes = [Button(str(n), action("qs.c", link_id, one.key)) for n, one in enumerate(path, start=1)]
    wide = questions.MARKS_PER_ROW
    rows: list[Row] = [(Button("Готово", action("qs.d", link_id)),)]
    rows += [tuple(changes[at : at + wide]) for at in range(0, len(changes), wide)]
    text = Markup("<b>Проверьте и нажмите «Готово».</b>\nИзменить ответ – номер под списком.\n\n{}")
    return Screen(text.format(Markup("\n").join(lines)), tuple(rows))


def thanks(home: Button | None = None) -> Screen:
    """In the place of the answers: they do not stay in the chat."""
    text = Markup("<b>Спасибо!</b>\nОтветы приняты. Кто отвечал, с ними не хранится; изменить их уже нельзя.")
    return Screen(text, ((home,),) if home else (), closes=True)


def not_for_its_mentor() -> Screen:
    return Screen(
        Markup(
            "Эта анкета – для наставляемого, а её ответы наставнику не показывают. "
            "Пусть её откроют на другом телефоне: ссылка ещё действует."
        )
    )
