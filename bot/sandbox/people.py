"""Who plays: people and groups, and how they stand with the bot."""

from typing import Any

from bot.sandbox import chats
from bot.sandbox.parts import Parts
from bot.sandbox.world import Chat, Group, Kept, Person


class Impossible(Exception):
    """What was asked for cannot be done; says why in a sentence."""


def add(parts: Parts, number: int, name: str, username: str = "", title: str = "", language: str = "ru") -> Person:
    """Adds a person, or renames one who is there already."""
    if number <= 0 or not name.strip():
        raise Impossible("a person needs a positive id and a name")
    person = parts.world.people.setdefault(number, Person(number, name))
    person.name, person.username, person.title, person.language = name.strip(), username, title, language
    parts.world.touch()
    return person


def add_known(parts: Parts, number: int, name: str, title: str, *, backstage: bool) -> None:
    """Somebody who has a chat with the bot already; the phone of one `backstage` is not on the first view."""
    person = add(parts, number, name, title=title)
    person.started, person.backstage = True, backstage


def add_group(parts: Parts, number: int, title: str, members: list[int]) -> Group:
    """Adds a group with these people in it, and the bot the first time: an update tells it so."""
    if number >= 0 or not title.strip():
        raise Impossible("a group needs a negative id and a title")
    people = [one(parts, member) for member in members]
    if not people:
        raise Impossible("a group needs somebody in it")
    group = parts.world.groups.get(number)
    if group is None:
        group = parts.world.groups[number] = Group(number, title.strip(), members)
        chats.move_bot(parts, group, "member", people[0].user())
    group.title, group.members = title.strip(), members
    parts.world.touch()
    return group


def one(parts: Parts, number: int) -> Person:
    person = parts.world.people.get(number)
    if person is None:
        raise Impossible(f"nobody has the id {number}")
    return person


def place(parts: Parts, person: Person, chat_id: int | None) -> Chat:
    """Where this person writes: the private chat, or a group they are in."""
    if chat_id is None or chat_id == person.id:
        return person
    group = parts.world.groups.get(chat_id)
    if group is None or group.moved_to is not None:
        raise Impossible(f"there is no group {chat_id}")
    if person.id not in group.members:
        raise Impossible(f"person {person.id} is not in the group {chat_id}")
    return group


def block(parts: Parts, number: int, blocked: bool) -> int | None:
    """The person blocks the bot or lets it in again; the number of the update, if there is anything to tell."""
    person = one(parts, number)
    if person.blocked == blocked:
        return None
    if not person.started:
        raise Impossible(f"person {number} has no chat with the bot yet")
    return chats.move_bot(parts, person, "kicked" if blocked else "member", person.user())


def deactivate(parts: Parts, number: int, deactivated: bool) -> None:
    """The person's account is deleted; the bot learns it only by writing."""
    one(parts, number).deactivated = deactivated
    parts.world.touch()


def set_bot_status(parts: Parts, chat_id: int, status: str, by: int | None) -> int | None:
    """Somebody removes the bot from a group ("kicked", "left") or adds it again ("member")."""
    group = parts.world.groups.get(chat_id)
    if group is None or status not in ("member", "left", "kicked"):
        raise Impossible("name a group, and as its bot's status member, left or kicked")
    if group.bot == status:
        return None
    actor = one(parts, by if by is not None else group.members[0])
    return chats.move_bot(parts, group, status, actor.user())


def migrate(parts: Parts, chat_id: int, new_id: int) -> None:
    """A group becomes a supergroup with another id: the old one tells the bot, in an update and on every call."""
    group = parts.world.groups.get(chat_id)
    if group is None or group.moved_to is not None or parts.world.chat(new_id) or not str(new_id).startswith("-100"):
        raise Impossible("name a group, and a new id that begins with -100")
    body = _service(parts, group) | {"migrate_to_chat_id": new_id}
    group.moved_to = new_id
    new = parts.world.groups[new_id] = Group(new_id, group.title, group.members, group.bot)
    parts.world.keep(group, Kept(body, by_bot=False))
    parts.updates.put({"message": body})
    parts.updates.put({"message": _service(parts, new) | {"migrate_from_chat_id": chat_id}})


def _service(parts: Parts, group: Group) -> dict[str, Any]:
    person = one(parts, group.members[0])
    number = parts.world.next_message(group)
    return {"message_id": number, "from": person.user(), "chat": group.chat(), "date": parts.stamp()}
