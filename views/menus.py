"""Where everybody begins and comes back to: the menu of each role, help, and what is said at the door."""

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from domain.people import Person, Role
from views import words
from views.actions import action
from views.screen import Button, Row, Screen

NAMELESS: Final = "Без имени"  # whose name shows nothing
HOME: Final = Button("В меню", action("home"))

MENUS: Mapping[Role, tuple[Row, ...]] = {
    Role.DEPARTMENT: (
        (Button("Отчёты за квартал", action("q.now")), Button("Оценки полугодия", action("ql.now"))),
        (Button("Школы", action("s.list", 0)), Button("Сроки", action("y.list"))),
        (Button("Рассылка", action("bc.list", 0)), Button("Мероприятия", action("sm.list", 0))),
        (Button("Контроль", action("bd.now")), Button("Дорожная карта", action("ro.list"))),
        (Button("Итоги анкет", action("gr.all")), Button("Документы", action("dc.menu"))),
        (Button("Найти", action("f.n", "find", "new")), Button("Загрузить таблицу", action("im.open"))),
        (Button("Истории пар", action("ma.tales", 0)), Button("Сообщения о проблемах", action("cn.desk"))),
    ),
    Role.COORDINATOR: (
        (Button("Отчёт за квартал", action("m.now")), Button("Оценка полугодия", action("ql.now"))),
        (Button("Новая пара", action("f.n", "pair", "new")), Button("Пары и группы", action("p.list", 0))),
        (Button("Наставники", action("t.list", 0)), Button("Наставляемые", action("e.list", 0))),
        (Button("Кому нужна помощь", action("at.list", 0)), Button("Анкеты", action("qs.wait", 0))),
        (Button("Итоги анкет", action("gr.school")), Button("Дорожная карта", action("ro.list"))),
        (Button("Поданные отчёты", action("m.list", 0)), Button("Документы", action("dc.menu"))),
        (Button("Найти", action("f.n", "find", "new")), Button("Загрузить таблицу", action("im.open"))),
        (Button("Сообщить о проблеме", action("cn.new")), Button("Передать дела", action("ho.ask"))),
    ),
    Role.MENTOR: (
        (Button("Встреча сегодня", action("v.day", 0)), Button("Встреча вчера", action("v.day", 1))),
        (Button("Другой день", action("f.n", "met", "own")), Button("Мои пары", action("v.pairs"))),
        (Button("Как идут дела?", action("ck.mine", 0)), Button("Мои анкеты", action("qs.mine"))),
        (Button("Материалы", action("lb.list", 0)), Button("Мероприятия", action("sm.list", 0))),
        (Button("Моё обучение", action("v.study", 0)), Button("Благодарность", action("v.thanks"))),
        (Button("Сообщить о проблеме", action("cn.new")),),
    ),
}
TITLES: Mapping[Role, str] = {
    Role.DEPARTMENT: "Управление образования",
    Role.COORDINATOR: "Куратор",
    Role.MENTOR: "Наставник",
}
HELP: Mapping[Role, tuple[str, ...]] = {
    Role.DEPARTMENT: (
        "Школы: добавить одну или списком, пригласить куратора по ссылке.",
        "Сроки: включить год дорожной карты, перенести дату, задать каникулы.",
        "Отчёты за квартал и оценки полугодия: кто подал, кто нет; картинка и таблица.",
        "Контроль: все школы и все строки года, кто опаздывает и насколько.",
        "Рассылка: письмо кураторам или наставникам, с отметкой о прочтении.",
        "Мероприятия: объявить, записать, напомнить, отметить, кто был.",
        "Итоги анкет: что изменилось за программу и кто доволен, по школам и вместе.",
        "Документы: материал за квартал, справка за полугодие, письма, базы, показатели.",
        "Сообщения о проблемах: читает и отвечает один назначенный человек.",
        "Сводки в группу: добавьте бота в группу и напишите там /bind.",
    ),
    Role.COORDINATOR: (
        "Отчёт за квартал и оценка полугодия: числа уже подставлены, их остаётся проверить.",
        "Пары: завести, записать встречу за наставника, сменить его, завершить.",
        "Карточка наставляемого: подобрать наставника по запросу.",
        "Кому нужна помощь: пары без встреч, ответы «трудно», опоздавшие анкеты.",
        "Анкеты: ссылка или QR наставляемому либо оценки с бумаги одним сообщением.",
        "Итоги анкет: что изменилось; показываются от 5 ответов, без имён.",
        "Партнёры, материалы, публикации и сбои «Навигатора»: в «Дорожной карте» и в командах /.",
        "Документы: базы школы, ключ кодов, квитанции, письма, календарь сроков.",
        "Сообщить о проблеме: прочтёт только ответственный в управлении.",
        "Дети только под кодом, например Ш07-014. Имён боту не пишите.",
        "Ответ можно нажать или написать. Выйти можно в любой момент: черновик сохранится.",
    ),
    Role.MENTOR: (
        "Встретились? Нажмите «Встреча сегодня» или пришлите число минут, например 45.",
        "Можно и словами: «час», «вчера 45», «пн 1,5 ч», «12.11». Больше ничего писать не нужно.",
        "Ошиблись? Сутки запись можно отменить: под ней или в «Мои пары» → «Мои встречи».",
        "Раз в месяц бот спросит, как дела: хватит одного нажатия.",
        "Цели пары: в «Мои пары», от двух до четырёх; оценка по нажатию.",
        "Материалы: программы и памятки всех школ, есть поиск.",
        "Благодарность: письмо по вашим встречам.",
        "Сообщить о проблеме: прочтёт только ответственный в управлении, не школа.",
    ),
}


def home(person: Person, note: str = "") -> Screen:
    """The menu of the role they act in."""
    post = person.post
    where = Markup("\n{}").format(post.school) if post.school else Markup("")
    text = Markup("<b>{}</b>{}").format(TITLES[post.role], where)
    if note:
        text = Markup("{}\n\n").format(note) + text
    switch: tuple[Row, ...] = ((Button("Сменить роль", action("w.list")),),) if len(person.posts) > 1 else ()
    return Screen(text, (*MENUS[post.role], *switch))


def left_form(person: Person) -> Screen:
    return home(person, "Вышли из формы, черновик сохранён.")


def posts(person: Person) -> Screen:
    """Which of one's posts to act in."""
    rows = tuple(
        (Button(words.shorten(f"{TITLES[post.role]} · {post.school}".rstrip(" ·"), 28), action("w.set", post.id)),)
        for post in person.posts
    )
    return Screen(Markup("<b>Кем работаете сейчас?</b>"), rows)


def help_for(person: Person) -> Screen:
    lines = Markup("\n").join(Markup("• {}").format(line) for line in HELP[person.post.role])
    text = Markup("<b>Что умеет бот</b>\n{}\n\n/start – меню, /cancel – выйти из формы, /my_data – мои данные")
    return Screen(text.format(lines), ((HOME,),))


def stranger() -> Screen:
    """Somebody without an invitation: what this is, and how to be invited. Nothing about them is stored."""
    return Screen(
        Markup(
            "<b>Здравствуйте!</b> Это бот программы наставничества.\n\n"
            "Войти можно по приглашению. <b>Куратору</b> ссылку даёт управление образования, "
            "<b>наставнику</b> – куратор школы. Попросите её и откройте в этом чате."
        )
    )


def nothing_stored() -> Screen:
    return Screen(Markup("О вас бот ничего не хранит."))


def not_found() -> Screen:
    return Screen(Markup("Этого здесь нет. Возможно, кнопка устарела."), ((HOME,),))
