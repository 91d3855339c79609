"""Checks a certificate of volunteer service without the platform that issued it.

    python verify_certificate.py "LZC1.eyJ2…"        the text behind the QR code, or the whole scanned address
    python verify_certificate.py certificate.pdf      a PDF or a text file that carries it
    … --key KEYID=BASE64                              the published public key (may be given several times)

Needs Python 3.11 and `pip install cryptography`, nothing else; it asks no network. The payload is `LZC1.` + base64url of a
compact JSON + `.` + base64url of the Ed25519 signature over `LZ1:Ed25519:<key id>:` and that JSON. It says what was signed;
whether the certificate was revoked since, the platform's page alone can say. Ends with 0 when the signature holds, else 1.
"""

import argparse
import base64
import binascii
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PAYLOAD = re.compile(r"LZC1\.[A-Za-z0-9_-]{20,4000}\.[A-Za-z0-9_-]{86}(?![A-Za-z0-9_-])")
WORDS = {"no": "证明编号", "name": "志愿者", "hours": "服务时长（小时）", "from": "自", "to": "至"}
WORDS |= {"issuer": "记录单位", "on": "出具日期"}
FORGED = "签名无效：内容被改动，或者不是公布的公钥签发的。这份证明不能采信。"
MARK = "LZC1."


def decoded(text):  # type: ignore[no-untyped-def]
    """Bytes of base64url without padding; ValueError unless written in the one canonical way."""
    found = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(found).decode().rstrip("=") != text:
        raise ValueError("格式不对")
    return found


def read_payload(payload, keys):  # type: ignore[no-untyped-def]
    """{name: value} of what was signed. `keys`: {key id: public key in base64}. Raises ValueError with a Chinese sentence."""
    if not PAYLOAD.fullmatch(payload):
        raise ValueError("这不是本平台的志愿服务证明：没有找到完整的签名内容，请重新扫码或完整粘贴。")
    body, signature = payload.removeprefix(MARK).split(".")
    try:
        signed, given = decoded(body), decoded(signature)
        told = json.loads(signed)
        key_id, algorithm = str(told["kid"]), told["alg"]
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error):
        raise ValueError(FORGED) from None
    if algorithm != "Ed25519":
        raise ValueError("签名算法不是 Ed25519，不能核验。")
    if key_id not in keys:
        raise ValueError(f"没有编号为“{key_id[:20]}”的公钥：不是本平台签发，或者公布的公钥没有给全。")
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(keys[key_id], validate=True))
        public.verify(given, f"LZ1:Ed25519:{key_id}:".encode() + signed)
    except (InvalidSignature, ValueError):
        raise ValueError(FORGED) from None
    return told


def payload_in(given):  # type: ignore[no-untyped-def]
    """The payload of a file (PDF or text), an address or the bare text; "" when there is none."""
    found = PAYLOAD.search(given)
    if not found and len(given) < 250 and Path(given).is_file():
        found = PAYLOAD.search(Path(given).read_bytes().decode("latin-1"))
    return found.group() if found else ""


def main(arguments=None):  # type: ignore[no-untyped-def]
    """0 when the signature holds, else 1."""
    parser = argparse.ArgumentParser(description="核验志愿服务证明")
    parser.add_argument("given", metavar="FILE|PAYLOAD", help="证明的 PDF、文本文件，或二维码里的内容")
    parser.add_argument("--key", action="append", default=[], metavar="编号=公钥", help="公布的公钥（Base64）")
    asked = parser.parse_args(arguments)
    try:
        told = read_payload(payload_in(asked.given), dict(one.split("=", 1) for one in asked.key))
    except ValueError as fault:
        sys.stdout.write(f"× {fault}\n")
        return 1
    sys.stdout.write("✓ 签名有效。请与手中的证明逐项核对：\n")
    for name, words in WORDS.items():
        sys.stdout.write(f"  {words}：{told.get(name, '')}\n")
    sys.stdout.write("签发以后是否撤销，请在平台的核验页面查询；以全国志愿服务信息系统查验为准。\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
