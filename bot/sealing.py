"""Backups sealed with age: whoever has the key opens them, with this program or with age's own."""

import shutil
from pathlib import Path
from typing import Protocol


class WrongKey(RuntimeError):
    """Not sealed with this key, or damaged on the way."""


class Seal(Protocol):
    """`suffix` ends the names of what it has sealed."""

    @property
    def suffix(self) -> str: ...

    def close(self, source: Path, target: Path) -> None:
        """Seal a file. OSError where that cannot be read or written."""

    def open(self, source: Path, target: Path) -> None:
        """The file as it was. Raises `WrongKey`."""


class Unsealed:
    """No key is set: copies are as readable as the database beside them."""

    suffix = ""

    def close(self, source: Path, target: Path) -> None:
        shutil.copyfile(source, target)

    def open(self, source: Path, target: Path) -> None:
        shutil.copyfile(source, target)


class Sealed:
    """A piece at a time: files may be larger than the memory."""

    suffix = ".age"

    def __init__(self, key: str) -> None:
        """`key` is a secret key of age. ValueError for what is none."""
        from pyrage import IdentityError, x25519

        try:
            self._identity = x25519.Identity.from_str(key)
        except IdentityError:
            raise ValueError("not a key of age") from None

    def close(self, source: Path, target: Path) -> None:
        from pyrage import encrypt_io

        with source.open("rb") as read, target.open("wb") as write:
            encrypt_io(read, write, [self._identity.to_public()])

    def open(self, source: Path, target: Path) -> None:
        from pyrage import DecryptError, decrypt_io

        try:
            with source.open("rb") as read, target.open("wb") as write:
                decrypt_io(read, write, [self._identity])
        except DecryptError:
            raise WrongKey from None
        except OSError as error:
            if error.errno is not None:  # the disk's; the seal's own have no number
                raise
            raise WrongKey from None


def by(key: str) -> Seal:
    """The seal of this key; an empty one seals nothing."""
    return Sealed(key) if key else Unsealed()


def new_key() -> str:
    from pyrage import x25519

    return str(x25519.Identity.generate())
