"""Write the list of characters that only traditional Chinese has, from a copy of OpenCC's TSCharacters.txt.

A character is listed when OpenCC (Apache-2.0) simplifies it in every case, GB 2312 does not have it, and Big5 does:
names such as 喆 and 堃, which are written in both, are not.

Run: python tools/traditional.py TSCharacters.txt
"""

from __future__ import annotations

import sys
from pathlib import Path

LIST = Path(__file__).parents[1] / "src" / "fengqiao_open" / "validation" / "rules" / "traditional.txt"
PER_LINE = 60
NOTE = """\
# Characters that only traditional Chinese has. Made by tools/traditional.py from data/dictionary/TSCharacters.txt
# of OpenCC, https://github.com/BYVoid/OpenCC (Apache License 2.0).
"""


def _encodes(character: str, encoding: str) -> bool:
    return character.encode(encoding, errors="ignore") != b""


def only_traditional(dictionary: str) -> list[str]:
    """The characters of a dictionary, one entry a line, that no simplified text has."""
    entries = (line.split("\t") for line in dictionary.splitlines() if line[:1] not in ("", "#"))
    return [
        one
        for one, simplified in entries
        if one not in simplified.split() and not _encodes(one, "gb2312") and _encodes(one, "big5")
    ]


def main(path: Path) -> None:
    """Read the dictionary and write the list."""
    text = "".join(only_traditional(path.read_text("utf-8")))
    lines = (text[at : at + PER_LINE] for at in range(0, len(text), PER_LINE))
    LIST.write_text(NOTE + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
