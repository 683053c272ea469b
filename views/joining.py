"""The way in: what an invited adult consents to, and the welcome."""

from typing import Final

from markupsafe import Markup

from domain.guessing import MANY, MOST
from domain.people import Person, Role
from views import menus
from views.actions import action
from views.screen import Button, Screen

CONSENT_VERSION: Final = "2"  # rises with every change of the text below: whoever agreed to an older one is asked anew
CONSENT: Final = (
    "Если согласитесь, бот сохранит ваше имя из Telegram, номер аккаунта, роль и то, что вы отметите "
    "по работе. Данные видят только школа и управление. Посмотреть их, отозвать согласие или удалить данные: "
    "/my_data.\n\nВам есть 18 лет и вы согласны?"
)
FORMER_ACCOUNT: Final = "прежний аккаунт"
AS: Final = {Role.COORDINATOR: "куратор", Role.MENTOR: "наставник", Role.DEPARTMENT: "сотрудник управления"}


def consent(secret: str, role: Role, school: str) -> Screen:
    """Nothing about the person is stored before they agree."""
    text = Markup("<b>Вас приглашают</b>\nРоль: <b>{}</b>\nШкола: <b>{}</b>\n\n{}").format(AS[role], school, CONSENT)
    rows = ((Button("Согласен", action("join", secret)), Button("Не сейчас", action("join.no"))),)
    return Screen(text, rows)


def ask_anew() -> Screen:
    """The text has changed since they agreed: before anything else they are asked again, in one tap."""
    return Screen(
        Markup("<b>Согласие обновилось</b>\nПрочтите, пожалуйста, новую редакцию.\n\n{}").format(CONSENT),
        ((Button("Согласен", action("cons.yes", CONSENT_VERSION)), Button("Не согласен", action("md.out?"))),),
    )


def ask_first(*, known: bool) -> Screen:
    """For whom the settings let in. Who is `known` has been here before it was asked."""
    text = Markup("<b>Вход для управления</b>\nВаш номер стоит в настройках бота (BOT_ADMINS).\n\n{}").format(CONSENT)
    yes = Button("Согласен", action("cons.yes", CONSENT_VERSION))
    return Screen(text, ((yes, Button("Не согласен", action("md.out?"))),) if known else ((yes,),))


def agreed(person: Person) -> Screen:
    return menus.home(person, "Спасибо, согласие записано. Можно продолжать.")


def pupil_consent(secret: str, code: str, school: str) -> Screen:
    """A mentor who is a pupil is a code here too: their name is not stored."""
    text = Markup(
        "<b>Вас приглашают</b>\nРоль: <b>наставник</b>, код <b>{}</b>\nШкола: <b>{}</b>\n\n"
        "Имя бот не сохранит, только код и номер аккаунта. Согласие на бумаге уже есть в школе. Продолжим?"
    ).format(code, school)
    return Screen(text, ((Button("Продолжить", action("join", secret)), Button("Не сейчас", action("join.no"))),))


def declined() -> Screen:
    return Screen(Markup("Хорошо, ничего не сохранено. Ссылка действует 7 дней, вернуться можно по ней же."))


def dead_link() -> Screen:
    """Used, expired, revoked or never made: from outside they look the same."""
    return Screen(
        Markup("Эта ссылка не действует: она одноразовая и живёт 7 дней. Попросите новую у того, кто её прислал.")
    )


def taken() -> Screen:
    """The mentor is here with another account already."""
    return Screen(
        Markup(
            "Этот наставник уже в боте с другого аккаунта, а он бывает только один.\n\n"
            "У вас новый телефон? Попросите куратора: «Наставники», ваша карточка, «Вход и телефон». Он пришлёт ссылку."
        )
    )


def moved_on(label: str, school: str) -> Screen:
    """For the account that was the mentor's so far."""
    text = Markup(
        "<b>{}</b> теперь в боте с другого аккаунта: куратор дал новую ссылку, её открыли. Здесь доступ закрыт.\n{}\n\n"
        "Если это не вы, скажите куратору школы."
    )
    return Screen(text.format(label, school), stays=True, closes=True)


def shut_out(label: str, school: str) -> Screen:
    """For the account of a mentor whose way in was closed."""
    text = Markup(
        "Куратор закрыл вход наставнику <b>{}</b>.\n{}\n\nВсё записанное осталось у школы. Если это ошибка, скажите "
        "куратору: он пришлёт новую ссылку."
    )
    return Screen(text.format(label, school), stays=True, closes=True)


def too_many() -> Screen:
    """Said once; then there is silence."""
    return Screen(Markup("Слишком много попыток, попробуйте через час."))


def guessing() -> Screen:
    """For the department."""
    text = Markup(
        "<b>Подбирают приглашения</b>\nЗа час было {} неверных ссылок или больше. После {} ошибок аккаунт ждёт час: "
        "так ссылку не угадать. Если кто-то из школ не может войти, пришлите ему новую."
    )
    return Screen(text.format(MANY, MOST), stays=True)


def welcome(person: Person) -> Screen:
    return menus.home(person, "Готово, вы в программе.")


def joined(name: str, role: Role, school: str, instead_of: str = "") -> Screen:
    """For whoever sent the invitation."""
    text = Markup("<b>{}</b> теперь {}.\n{}").format(name, AS[role], school)
    if instead_of:
        text += Markup("\nДоступ закрыт: {}.").format(instead_of)
    return Screen(text, stays=True)


def mentor_invitation(label: str, link: str, until: str) -> Screen:
    """To be forwarded."""
    text = Markup(
        "<b>Приглашение для наставника</b>\n{}\n\n{}\n\nСсылка одноразовая, действует до {}; прежние больше "
        "не действуют. Перешлите её наставнику."
    )
    return Screen(text.format(label, link, until), stays=True)
