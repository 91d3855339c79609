"""`liangzhan keys rotate`: a new key for what is written from now on. `keys list`: which keys there are, never the keys.
`keys public`: the public keys that check a signed package, with their fingerprints."""

import argparse

WORDS = {"seal": "加密", "sign": "签名"}


def add(parser: argparse.ArgumentParser) -> None:
    """Which key; the key of the blind indexes cannot be changed alone."""
    kinds = parser.add_subparsers(dest="what", metavar="操作", required=True)
    rotate = kinds.add_parser("rotate", help="换用新密钥：旧密钥留存，旧内容照常可读")
    rotate.add_argument("purpose", choices=sorted(WORDS), help="seal 加密，sign 签名")
    kinds.add_parser("public", help="显示公钥和指纹，供接收档案的单位核验数据包")
    kinds.add_parser("list", help="列出密钥编号（不显示密钥）")


def run(args: argparse.Namespace) -> None:
    """Every process reads the keys file again when it has changed, so a serving platform goes on."""
    from liangzhan.toolkit import crypto  # noqa: PLC0415 -- app ready

    if args.what == "rotate":
        fresh = crypto.rotate(args.purpose)
        print(
            f"已换用新的{WORDS[args.purpose]}密钥 {fresh}。旧密钥仍在 keys.json 中，请不要删除；现在请做一次 liangzhan backup。"
        )
        return
    if args.what == "public":
        show_public()
        return
    for purpose, word in WORDS.items():
        for key_id in crypto.key_ids(purpose):
            print(f"{word} {key_id}{'（现用）' if key_id == crypto.current_key_id(purpose) else ''}")


def show_public() -> None:
    """The same words as on the public page."""
    from liangzhan.documents.queries.published import published_keys  # noqa: PLC0415 -- app ready

    for one in published_keys():
        print(f"{one.key_id}{'（现用）' if one.current else ''}\n  公钥 {one.key}\n  指纹 {one.fingerprint}")
