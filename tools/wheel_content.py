"""Checks that a wheel built from the sdist holds the repository's data byte for byte. Run by CI, not by pytest."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]


def main(dist: Path) -> int:
    """Compare the data of the wheel and of the sdist in `dist` with the repository's."""
    files = [ROOT / "datapackage.json", ROOT / "errata.csv", *sorted((ROOT / "data").glob("*.csv"))]
    (wheel,), (sdist,) = dist.glob("*.whl"), dist.glob("*.tar.gz")
    differ: list[str] = []
    with zipfile.ZipFile(wheel) as archive, tarfile.open(sdist) as source:
        top = source.getnames()[0].split("/")[0]
        names = [*archive.namelist(), *source.getnames()]
        differ += [
            name for name in names if name.endswith((".xlsx", ".sqlite"))
        ]  # downloads are for the release page
        if "frictionless_fengqiao.py" not in archive.namelist():  # the plugin is found by its name at the top
            differ.append("frictionless_fengqiao.py")
        for file in files:
            name = file.relative_to(ROOT).as_posix()
            packed = source.extractfile(f"{top}/{name}")
            copies = (archive.read(f"fengqiao_open/_package/{name}"), packed.read() if packed else b"")
            if any(copy != file.read_bytes() for copy in copies):
                differ.append(name)
    print(f"{len(files)} files compared, {len(differ)} differ: {differ}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
