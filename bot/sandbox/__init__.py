"""A Telegram to run against without a token: a Bot API server over real HTTP, people to play, a clock to move.

    server    Sandbox: the application, start and stop; parts: what its rooms share
    bot_api   the methods of the Bot API by name → messages · media · edits · taps · chats · profile · polling
    control   what people do, over HTTP → people · gestures · samples; guard: who may ask
    desk      what can be seen and switched: chats, clock, faults, calls → view · turning · calls
    world     who is there and what was said; state: kept on disk; files, images: what was sent
    updates   the queue that a bot confirms; webhook: the same by POST
    strict    refusal · params · markup · entities · keyboards · pace · faults

What it answers are Telegram's own shapes and words, as far as a bot can tell."""

from bot.sandbox.server import Sandbox
from bot.sandbox.shortcut import Shortcut

__all__ = ["Sandbox", "Shortcut"]
