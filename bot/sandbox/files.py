"""What was sent: pictures and documents, found by file_id, by path and by the page's address."""

import mimetypes
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

FOLDERS: Final = {"photo": "photos", "voice": "voice", "video": "videos", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class Stored:
    """`unique` stays the same for the same content; `path` is where a bot downloads it from."""

    file_id: str
    unique: str
    path: str
    name: str
    mime: str
    kind: str
    size: int
    width: int = 0
    height: int = 0

    def reference(self) -> dict[str, Any]:
        """The fields that every file has in the Bot API."""
        return {"file_id": self.file_id, "file_unique_id": self.unique, "file_size": self.size}

    def picture(self) -> dict[str, Any]:
        """As a PhotoSize."""
        return self.reference() | {"width": self.width, "height": self.height}

    def document(self) -> dict[str, Any]:
        return self.reference() | {"file_name": self.name, "mime_type": self.mime}


class Files:
    """Contents live in `folder`, or in memory when there is none. `changed` is called after each new one."""

    def __init__(self, folder: Path | None, changed: Callable[[], None]) -> None:
        self._folder = folder
        self._changed = changed
        self._contents: dict[str, bytes] = {}
        self._stored: dict[str, Stored] = {}

    def add(self, content: bytes, name: str, kind: str, mime: str = "", size: tuple[int, int] = (0, 0)) -> Stored:
        unique = "AgAD" + secrets.token_urlsafe(9)
        bare = PurePosixPath(name.replace("\\", "/")).name or "file"
        suffix = PurePosixPath(bare).suffix or mimetypes.guess_extension(mime) or ""
        path = f"{FOLDERS.get(kind, 'documents')}/file_{len(self._stored)}{suffix}"
        guessed = mime if mime and mime != "application/octet-stream" else mimetypes.guess_type(bare)[0]
        stored = Stored(
            f"BQAC{unique[4:]}{secrets.token_urlsafe(24)}",
            unique,
            path,
            bare,
            guessed or "application/octet-stream",
            kind,
            len(content),
            *size,
        )
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / unique).write_bytes(content)
        else:
            self._contents[unique] = content
        self._stored[stored.file_id] = stored
        self._changed()
        return stored

    def get(self, file_id: str) -> Stored | None:
        return self._stored.get(file_id)

    def at_path(self, path: str) -> Stored | None:
        return next((stored for stored in self._stored.values() if stored.path == path), None)

    def named(self, unique: str) -> Stored | None:
        return next((stored for stored in self._stored.values() if stored.unique == unique), None)

    def content(self, stored: Stored) -> bytes:
        return (self._folder / stored.unique).read_bytes() if self._folder else self._contents[stored.unique]

    def dump(self) -> list[dict[str, Any]]:
        return [asdict(stored) for stored in self._stored.values()]

    def load(self, saved: list[dict[str, Any]]) -> None:
        """Files whose content is gone are forgotten."""
        known = [Stored(**one) for one in saved]
        self._stored = {one.file_id: one for one in known if self._folder and (self._folder / one.unique).exists()}
