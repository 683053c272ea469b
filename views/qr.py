"""An invitation link as a picture to be scanned from a phone screen or a sheet of paper."""

from io import BytesIO
from typing import Final

SIDE: Final = 600  # pixels at least, each module a whole number of them
QUIET: Final = 4  # white modules around, as the standard asks


def png(link: str) -> bytes:
    """Error level M or better, where that costs no room. ValueError for a link no picture can hold."""
    import segno

    code = segno.make_qr(link, error="m")
    modules, _ = code.symbol_size(border=QUIET)
    target = BytesIO()
    code.save(target, kind="png", scale=-(-SIDE // modules), border=QUIET, dark="black", light="white")
    return target.getvalue()
