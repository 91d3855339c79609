"""The file that `backup` writes and `restore` reads: one tar whose last member is a manifest of SHA-256 sums."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from liangzhan.toolkit.errors import RuleBroken

MANIFEST = "manifest.json"
FORMAT = 1


class Hashing(io.RawIOBase):
    """Reads a file and sums what passes through."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source, self.sum = source, hashlib.sha256()

    def readable(self) -> bool:
        """It can be read; writing is not meant."""
        return True

    def read(self, size: int = -1) -> bytes:
        """The next bytes, summed."""
        block = self.source.read(size)
        self.sum.update(block)
        return block


class Writer:
    """Collects members and their sums; `close` adds the manifest and gives the archive its name."""

    def __init__(self, target: Path) -> None:
        self.target, self.part = target, target.with_name(target.name + ".part")
        handle = os.open(self.part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)  # it holds the keys
        self.file = os.fdopen(handle, "wb")
        self.tar = tarfile.open(fileobj=self.file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 -- closed by close()
        self.entries: dict[str, str] = {}

    def add(self, path: Path, name: str) -> None:
        """Copy one file into the archive under a name."""
        with path.open("rb") as source:
            member = tarfile.TarInfo(name)
            member.size = os.fstat(source.fileno()).st_size
            member.mode = 0o600
            reader = Hashing(source)
            self.tar.addfile(member, reader)
        self.entries[name] = reader.sum.hexdigest()

    def close(self, **facts: Any) -> None:
        """Write the manifest, flush to the disk, rename: an archive with its final name is a whole one."""
        manifest = {"format": FORMAT, **facts, "entries": self.entries}
        content = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size = len(content)
        self.tar.addfile(member, io.BytesIO(content))
        self.tar.close()
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self.part.rename(self.target)

    def abandon(self) -> None:
        """Remove the unfinished part."""
        self.tar.close()
        self.file.close()
        self.part.unlink(missing_ok=True)


def unpack(archive: Path, into: Path) -> dict[str, Any]:
    """Unpack and verify every sum; returns the manifest. RuleBroken names what is damaged, missing or not listed."""
    sums: dict[str, str] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(archive, mode="r|") as tar:
            for member, reader in regular_members(tar):
                if member.name == MANIFEST:
                    manifest = json.loads(reader.read())
                else:
                    sums[member.name] = write_member(reader, into / member.name)
    except (tarfile.TarError, json.JSONDecodeError, EOFError) as problem:
        raise RuleBroken("备份文件已损坏，读不完整，请换一份备份。") from problem
    if manifest is None or manifest.get("format") != FORMAT:
        raise RuleBroken("这不是本平台的备份文件，或者备份没有写完。")
    expected = manifest["entries"]
    if wrong := sorted(name for name in expected | sums if expected.get(name) != sums.get(name)):
        raise RuleBroken(f"备份文件已损坏，校验不符：{'、'.join(wrong[:5])}（共 {len(wrong)} 个文件）。")
    return manifest


def regular_members(tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, IO[bytes]]]:
    """The files of an archive; anything else in it, or a path that leaves the target, is refused."""
    for member in tar:
        path = Path(member.name)
        reader = tar.extractfile(member) if member.isreg() else None
        if reader is None or path.is_absolute() or ".." in path.parts:
            raise RuleBroken("备份文件里有不该有的内容，已停止恢复。")
        yield member, reader


def write_member(reader: IO[bytes], target: Path) -> str:
    """Write one file, readable by the owner only; returns its sum."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    summed = Hashing(reader)
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        while block := summed.read(1 << 20):
            file.write(block)
    return summed.sum.hexdigest()
