"""The signed package of a volume: PDF, CSV, the verifier, a manifest with SHA-256 sums, its Ed25519 signature.

`toolkit/verify_package.py` checks it without this platform; `tests/documents/test_package.py` flips its bytes.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from liangzhan.documents.binding import Made, Say, Volume, bind
from liangzhan.documents.rules.folders import Folder, records_csv
from liangzhan.toolkit import crypto, verify_package

VOLUME, RECORDS, VERIFIER = "volume.pdf", "records.csv", "verify_package.py"
STAMP = (2000, 1, 1, 0, 0, 0)  # the entries of the ZIP say nothing of the moment; the manifest does


@dataclass(frozen=True)
class Package:
    """The ZIP, the SHA-256 of its volume, and the number of its pages."""

    content: bytes
    volume: bytes
    digest: str
    pages: int


def pack(folder: Folder, made: Made, say: Say = lambda done, total: None) -> Package:
    """Bind the folder and sign what came of it. Slow: outside of any transaction."""
    volume = bind(folder, made, say)
    return package_of(folder, volume, made)


def package_of(folder: Folder, volume: Volume, made: Made) -> Package:
    """The package of a bound volume."""
    files = {
        VOLUME: volume.pdf,
        RECORDS: records_csv(folder.parts, volume.places),
        VERIFIER: Path(verify_package.__file__).read_bytes(),
    }
    manifest = verify_package.canonical(
        {
            "title": folder.title,
            "number": folder.number,
            "station": folder.station,
            "pages": volume.pages,
            "made_at": made.at.isoformat(),
            "made_by": made.by,
            "files": [
                {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
                for name, content in files.items()
            ],
        }
    )
    signed = {verify_package.MANIFEST: manifest, verify_package.SIGNATURE: _signature(manifest)}
    return Package(_zipped({**files, **signed}), volume.pdf, hashlib.sha256(volume.pdf).hexdigest(), volume.pages)


def _signature(manifest: bytes) -> bytes:
    digest = hashlib.sha256(manifest).hexdigest()
    signature = crypto.sign(digest.encode())
    key_id = crypto.key_id_of(signature)
    return verify_package.canonical(
        {
            "algorithm": crypto.SIGN_ALG,
            "key_id": key_id,
            "public_key": crypto.public_keys()[key_id],
            "manifest_sha256": digest,
            "signature": base64.b64encode(signature).decode(),
        }
    )


def _zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
