"""What somebody wrote themselves to the bot: not forwarded, not made by another bot, not said in a chat's name."""

from aiogram.filters import Filter
from aiogram.types import Message


class OwnWords(Filter):
    """Every route of words asks for it, but those that say why such words are not taken."""

    async def __call__(self, message: Message) -> bool:
        return not borrowed(message)


def borrowed(message: Message) -> bool:
    return message.forward_origin is not None or message.via_bot is not None or message.sender_chat is not None
