"""Checks a signed archive package without the platform that made it: python verify_package.py PACKAGE.zip [--key PUBLIC_KEY]

Needs Python 3.11 and `pip install cryptography`, nothing else. A copy lies in every package. The package holds files, a
manifest.json with the SHA-256 and size of each, and a manifest.sig: the Ed25519 signature over the SHA-256 of the manifest.
Give the public key that was published; without it the key inside the package is used, which shows that nothing changed
since somebody signed, not who that was. Ends with 0 when all is right; else says which file is wrong, and ends with 1.
"""

import argparse
import base64
import hashlib
import json
import sys
import zipfile
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
FIELDS = ["algorithm", "key_id", "public_key", "manifest_sha256", "signature"]


def canonical(data: object) -> bytes:
    """The one way in which the two JSON files are written."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode() + b"\n"


def read_signature(content: bytes, key: str):  # type: ignore[no-untyped-def]
    """The SHA-256 of the manifest that was signed. Raises ValueError when the signature does not hold."""
    told = json.loads(content)
    signature, public = (base64.b64decode(told[name], validate=True) for name in ("signature", "public_key"))
    fresh = {"signature": base64.b64encode(signature).decode(), "public_key": base64.b64encode(public).decode()}
    if list(told) != FIELDS or canonical({**told, **fresh}) != content:
        raise ValueError("格式不对")
    if key and key != told["public_key"]:
        raise ValueError("不是用所给的公钥签名的")
    header = f"LZ1:{told['algorithm']}:{told['key_id']}:".encode()
    if told["algorithm"] != "Ed25519" or signature[:-64] != header:
        raise ValueError("签名算法或密钥编号不对")
    Ed25519PublicKey.from_public_bytes(public).verify(signature[-64:], header + told["manifest_sha256"].encode())
    return told["manifest_sha256"]


def faults(files, key=""):  # type: ignore[no-untyped-def]
    """[(file name, what is wrong)] of a package given as {name: bytes}; [] when it is whole."""
    for name in (MANIFEST, SIGNATURE):
        if name not in files:
            return [(name, "缺少")]
    try:
        signed = read_signature(files[SIGNATURE], key)
    except InvalidSignature:
        return [(SIGNATURE, "签名无效")]
    except (ValueError, TypeError, KeyError) as fault:
        return [(SIGNATURE, f"签名无效：{fault}")]
    if hashlib.sha256(files[MANIFEST]).hexdigest() != signed:
        return [(MANIFEST, "与签名不符，内容被改动")]
    listed = {one["name"]: one for one in json.loads(files[MANIFEST])["files"]}
    found = [(name, "缺少") for name in listed if name not in files]
    found += [(name, "清单里没有这个文件") for name in files if name not in {*listed, MANIFEST, SIGNATURE}]
    for name, told in listed.items():
        if name in files and hashlib.sha256(files[name]).hexdigest() != told["sha256"]:
            found.append((name, "内容被改动"))
    return found


def files_of(place):  # type: ignore[no-untyped-def]
    """{name: bytes} of a package, a ZIP or a folder it was unpacked into."""
    if Path(place).is_dir():
        return {one.name: one.read_bytes() for one in Path(place).iterdir()}
    found = {}
    with zipfile.ZipFile(place) as package:
        for entry in package.infolist():
            if entry.filename in found:
                raise zipfile.BadZipFile(f"{entry.filename} 出现两次")
            found[entry.filename] = package.read(entry)  # a damaged entry raises and names itself
    return found


def main(arguments=None):  # type: ignore[no-untyped-def]
    """0 when the package is whole and its signature holds, else 1."""
    parser = argparse.ArgumentParser(description="核验档案数据包")
    parser.add_argument("package", help="数据包（ZIP），或解开后的文件夹")
    parser.add_argument("--key", default="", help="公布的公钥（Base64）")
    asked = parser.parse_args(arguments)
    try:
        found = faults(files_of(asked.package), asked.key)
    except Exception as fault:  # whatever a damaged archive makes the library raise
        found = [(asked.package, f"打不开：{fault}")]
    for name, words in found:
        sys.stdout.write(f"× {name}：{words}\n")
    if not found:
        sys.stdout.write("✓ 文件完整，签名有效。" + ("\n" if asked.key else "请用 --key 核对公布的公钥。\n"))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
