"""Our own Word files that documents are written into, one per kind of document.

`python -m views.templates` makes them afresh; a department restyles a copy in Word and keeps it in its own folder
(BOT_TEMPLATES) under the same name.
"""

from pathlib import Path
from typing import Final

KINDS: Final = {
    "material": "аналитический материал за квартал (4.1)",
    "note": "аналитическая справка за полугодие (4.2)",
    "control": "контрольный материал (5.1)",
    "letter": "письмо с перечнем школ (1.3)",
    "receipt": "квитанция отчёта школы",
    "thanks": "благодарственные письма наставникам (1.8)",
}
FOLDER: Final = Path(__file__).parent


def name(kind: str) -> str:
    """Of its file."""
    return f"{kind}.docx"


def ours(kind: str) -> bytes:
    return (FOLDER / name(kind)).read_bytes()
