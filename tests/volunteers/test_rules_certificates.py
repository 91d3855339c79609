"""What a certificate says, who issues it, and that nothing in its signed part can be changed."""

import base64
import datetime as dt
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from liangzhan.toolkit.verify_certificate import read_payload
from liangzhan.volunteers.rules.certificates import (
    MOST_LINES,
    OWN_RECORD,
    Facts,
    Line,
    all_accepted,
    alone_problem,
    changes_of,
    check_code,
    digest_of,
    duration_words,
    is_legal_person,
    issuer_of,
    lines_problem,
    missing_contents,
    payload_text,
    period_problem,
    reason_problem,
    seal_problem,
    signed_part,
    snapshot_of,
    volunteer_problem,
)

DAY = dt.date(2020, 6, 30)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEYS = {"k1": base64.b64encode(KEY.public_key().public_bytes_raw()).decode()}
LINES = [Line(f"r{at}", DAY - dt.timedelta(days=at), "护河", "清理河岸", 35, "示例社区居民委员会") for at in range(3)]
FACTS = Facts(
    number="210102001001-VS-CERT-2020-0001",
    name="王志愿",
    id_kind="居民身份证",
    id_masked="219*************18",
    volunteer_no="V1",
    national_no="",
    starts_on=dt.date(2020, 1, 1),
    ends_on=DAY,
    issuer="示例社区居民委员会",
    station="示例站",
    head="张站长",
    handler="",
    contact="024-00000000",
    issued_on=DAY,
    lines=LINES,
)


def made(facts=FACTS, key_id="k1"):
    signed = signed_part(facts, masked_name="王**", key_id=key_id)
    return payload_text(signed, KEY.sign(f"LZ1:Ed25519:{key_id}:".encode() + signed))


PAYLOAD = made()


@pytest.mark.parametrize(
    ("form", "tier", "community", "street", "issuer"),
    [
        ("SOCIAL_SERVICE_ORG", "COMMUNITY", "砂山社区", "南湖街道", "示例站"),
        ("SOCIAL_GROUP", "STREET", "南湖街道", "南湖街道", "示例站"),
        ("FILED_COMMUNITY_ORG", "COMMUNITY", "砂山社区", "南湖街道", "南湖街道砂山社区居民委员会"),
        ("", "COMMUNITY", "大屯村", "示例镇", "示例镇大屯村村民委员会"),
        ("", "COMMUNITY", "文安居委会", "南湖街道", "南湖街道文安居民委员会"),
        ("", "COMMUNITY", "大屯村委会", "示例镇", "示例镇大屯村民委员会"),
        ("", "COMMUNITY", "文安居民委员会", "南湖街道", "南湖街道文安居民委员会"),
        ("FILED_COMMUNITY_ORG", "STREET", "南湖街道", "南湖街道", "南湖街道办事处"),
        ("FILED_COMMUNITY_ORG", "STREET", "示例镇", "示例镇", "示例镇人民政府"),
        ("", "COUNTY", "和平区", "", "和平区民政局"),
    ],
)
def test_the_issuer_follows_from_the_legal_form(form, tier, community, street, issuer):
    assert issuer_of(legal_form=form, station="示例站", community=community, street=street, tier=tier) == issuer
    assert is_legal_person(form) == (issuer == "示例站")


def test_three_contents_are_required_and_minutes_are_summed_first():
    told = snapshot_of(FACTS)
    assert missing_contents(told) == []
    assert missing_contents({}) == ["服务时间", "服务内容", "记录单位"]
    assert (told["minutes"], told["hours"], told["times"]) == (105, "1.7", 3)  # 3 × 35 minutes, not 3 × 0.5 hours
    assert told["remark"] == OWN_RECORD and told["extras"] == {}
    more = replace(FACTS, accepted=True, extras={"awards": [["优秀", "2020"]], "trainings": []})
    assert snapshot_of(more)["remark"] == "" and snapshot_of(more)["extras"] == {"awards": [["优秀", "2020"]]}
    assert all_accepted("ACCEPTED", ["ACCEPTED"]) and not all_accepted("CLAIMED", ["ACCEPTED"])
    assert not all_accepted("ACCEPTED", ["ACCEPTED", "SENT"])


@pytest.mark.parametrize(("minutes", "words"), [(125, "2 小时 5 分"), (120, "2 小时"), (59, "59 分"), (0, "0 分")])
def test_a_line_is_not_rounded(minutes, words):
    assert duration_words(minutes) == words


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [(DAY, DAY, ""), (DAY, DAY - dt.timedelta(1), "ends_on"), (DAY, DAY + dt.timedelta(1), "ends_on")],
)
def test_the_period(start, end, field):
    assert period_problem(start, end, DAY)[0] == field


def test_what_stands_in_the_way():
    assert lines_problem(1, 5) == "" and "没有已核实" in lines_problem(0, 0)
    assert "2 条服务记录还没有核实" in lines_problem(0, 2)
    assert lines_problem(MOST_LINES, 0) == "" and "缩短" in lines_problem(MOST_LINES + 1, 0)
    assert alone_problem(None, 8) == alone_problem(8, 8) == "" and "监护人" in alone_problem(7, 8)
    assert volunteer_problem(confirmed=True) == "" and "本人确认" in volunteer_problem(confirmed=False)
    assert reason_problem("重复") == "" and "理由" in reason_problem(" ")
    assert seal_problem(sealed=True, has_scan=False, note="x")[0] == "scan"
    assert seal_problem(sealed=False, has_scan=True, note=" ")[0] == "note"
    assert (
        seal_problem(sealed=True, has_scan=True, note="")
        == seal_problem(sealed=False, has_scan=False, note="x")
        == ("", "")
    )


def test_what_changed_since():
    held = {"a": (60, "护河"), "b": (30, "护河")}
    assert changes_of(held, dict(held)) == []
    assert changes_of(held, {"a": (50, "护河"), "c": (10, "")}) == [
        "有 1 条记录后来不再认定",
        "有 1 条记录后来作了更正",
        "这段时间又核实了 1 条记录",
    ]


def test_the_signed_part_is_masked_and_small():
    told = read_payload(PAYLOAD, KEYS)
    assert told["name"] == "王**" and told["hours"] == "1.7" and told["issuer"] == FACTS.issuer
    assert "王志愿" not in json.dumps(told, ensure_ascii=False) and len(PAYLOAD) < 600
    other = digest_of(made(replace(FACTS, number="2")))
    assert len(check_code(digest_of(PAYLOAD))) == 10 and check_code(digest_of(PAYLOAD)) != check_code(other)


@given(st.integers(0, len(PAYLOAD) - 1), st.sampled_from("ABab01-_.z{ "))
def test_any_changed_letter_is_refused(at, letter):
    changed = PAYLOAD[:at] + letter + PAYLOAD[at + 1 :]
    if changed != PAYLOAD:
        with pytest.raises(ValueError, match="证明|签名|公钥"):
            read_payload(changed, KEYS)


def test_every_flipped_bit_of_the_signed_part_is_refused():
    signed = signed_part(FACTS, masked_name="王**", key_id="k1")
    good = KEY.sign(b"LZ1:Ed25519:k1:" + signed)
    for at in range(len(signed)):
        flipped = bytes([*signed[:at], signed[at] ^ 1, *signed[at + 1 :]])
        with pytest.raises(ValueError, match="签名|公钥"):
            read_payload(payload_text(flipped, good), KEYS)
    for at in range(64):
        with pytest.raises(ValueError, match="签名无效"):
            read_payload(payload_text(signed, bytes([*good[:at], good[at] ^ 128, *good[at + 1 :]])), KEYS)


def test_forgeries_have_a_clear_sentence():
    other = Ed25519PrivateKey.generate()
    signed = signed_part(FACTS, masked_name="王**", key_id="k1")
    with pytest.raises(ValueError, match="不能采信"):
        read_payload(payload_text(signed, other.sign(b"LZ1:Ed25519:k1:" + signed)), KEYS)
    with pytest.raises(ValueError, match="没有编号为"):
        read_payload(made(key_id="zz"), KEYS)
    with pytest.raises(ValueError, match="不是 Ed25519"):
        read_payload(payload_text(signed.replace(b"Ed25519", b"none"), bytes(64)), KEYS)
    with pytest.raises(ValueError, match="不是本平台"):
        read_payload("证明", KEYS)
    unreadable = (b"[1]" + b" " * 20, b"not json at all, but long enough", b"\xff" * 40)
    unsigned = (b'{"kid":[],"alg":"Ed25519"}', b'{"alg":"Ed25519","long":"enough"}')
    for broken in unreadable + unsigned:
        with pytest.raises(ValueError, match="签名无效|不能采信|公钥"):
            read_payload(payload_text(broken, bytes(64)), KEYS)
    spoilt = PAYLOAD[:-1] + ("B" if PAYLOAD[-1] != "B" else "C")  # the last letter carries four unused bits
    with pytest.raises(ValueError, match="签名无效"):
        read_payload(spoilt, KEYS)
