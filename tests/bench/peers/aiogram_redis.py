"""aiogram's finite state machine with its storage in Redis."""

import os

from aiogram.fsm.storage.redis import RedisStorage

from tests.bench.aiogram_memory import serve

ROOMY = {"max_connections": 1000}  # where the client's own limit is met, it raises and the update is lost

if __name__ == "__main__":
    serve(RedisStorage.from_url(os.environ["BENCH_REDIS"], connection_kwargs=ROOMY))
