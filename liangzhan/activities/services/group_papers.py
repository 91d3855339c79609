"""G-03 the contract and who signed it; G-07 the test before and after."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from liangzhan.access.actor import Actor
from liangzhan.activities.choices.groups import GroupEvent, GroupState, MemberState, SignWay
from liangzhan.activities.models import ContractSignature, Group, GroupContract, GroupMember, GroupTest, TestScore
from liangzhan.activities.rules.group_tests import score_of, test_problems
from liangzhan.audit.services import recorded
from liangzhan.documents.models import KeptFile
from liangzhan.documents.services import keep_file
from liangzhan.toolkit.errors import RuleBroken
from liangzhan.toolkit.periods import today

OVER = (GroupState.CLOSED, GroupState.CANCELLED)


@recorded(GroupEvent.CONTRACT_SAVED, keep=["group"])
def save_contract(*, group: Group, rules: str, promise: str, agreed_on: dt.date, by: Actor) -> GroupContract:
    """Write the contract of a group, or change it while nobody has signed. Raises RuleBroken at the field."""
    held = _open(group)
    for field, words, sentence in (
        ("rules", rules, "请写明小组规则。"),
        ("promise", promise, "请写明保密承诺，并说明保密的例外。"),
    ):
        if not words.strip():
            raise RuleBroken(sentence, field=field)
    if agreed_on > today():
        raise RuleBroken("约定日期不能晚于今天。", field="agreed_on")
    row = GroupContract.objects.filter(group=held).first()
    if row is not None and row.signatures.exists():
        raise RuleBroken("已有组员签署，契约不能再改。新的约定请写在节次记录里。")
    row = row or GroupContract(group=held)
    row.rules, row.promise, row.agreed_on, row.saved_by = rules.strip(), promise.strip(), agreed_on, by
    row.save()
    return row


@recorded(GroupEvent.SIGNED, keep=["way", "signed_on"])
def sign_contract(
    *,
    member: GroupMember,
    way: str,
    by: Actor,
    paper: Any = None,
    witness: str = "",
    signed_on: dt.date | None = None,
) -> ContractSignature:
    """A member agrees to the contract: a finger on the screen, paper, thumb or word with a witness. Once each.

    Raises RuleBroken at the field; for whoever is no member; while there is no contract.
    """
    held = GroupMember.objects.select_for_update(of=("self",)).select_related("group").get(pk=member.pk)
    contract = GroupContract.objects.filter(group=held.group_id).first()
    if contract is None:
        raise RuleBroken("请先填写小组契约。")
    if held.state != MemberState.ACCEPTED:
        raise RuleBroken("只有组员才能签署契约。")
    if (signed := ContractSignature.objects.filter(member=held).first()) is not None:
        return signed
    wanted, day = SignWay(way), signed_on or today()
    if day > today():
        raise RuleBroken("签署日期不能晚于今天。", field="signed_on")
    if wanted in (SignWay.THUMB, SignWay.ORAL) and not witness.strip():
        raise RuleBroken("按手印或口头承诺的，请填写见证人姓名。", field="witness")
    if wanted != SignWay.ORAL and paper is None:
        words = "请手写签名。" if wanted == SignWay.SCREEN else "请上传签字（手印）的照片。"
        raise RuleBroken(words, field="paper")
    return ContractSignature.objects.create(
        contract=contract,
        member=held,
        way=wanted,
        paper=_kept(paper, by),
        witness=witness.strip(),
        signed_on=day,
        signed_by=by,
    )


@recorded(GroupEvent.TEST_SAVED, keep=["group"])
def save_test(
    *, group: Group, instrument: str, lowest: int, highest: int, higher_is_better: bool, by: Actor
) -> GroupTest:
    """Name the instrument and its range; it may change while no score is written. Raises RuleBroken at the field."""
    held = _open(group)
    for field, sentence in test_problems(instrument=instrument, lowest=lowest, highest=highest).items():
        raise RuleBroken(sentence, field=field)
    row = GroupTest.objects.filter(group=held).first()
    if row is not None and row.scores.exists():
        raise RuleBroken("已经登记得分，不能再换量表。")
    row = row or GroupTest(group=held)
    row.instrument, row.lowest, row.highest = instrument.strip(), lowest, highest
    row.higher_is_better, row.saved_by = higher_is_better, by
    row.save()
    return row


@recorded(GroupEvent.SCORED)
def save_scores(*, test: GroupTest, scores: Mapping[int, tuple[str, str]], by: Actor) -> GroupTest:
    """Scores before and after as typed, {member id: (before, after)}; empty ones stay empty.

    Raises RuleBroken at `before-<id>` or `after-<id>`; then nothing is saved.
    """
    held = GroupTest.objects.select_for_update(of=("self",)).select_related("group").get(pk=test.pk)
    _open(held.group)
    members = {one.pk: one for one in held.group.members.filter(pk__in=scores)}
    rows = {one.member_id: one for one in held.scores.all()}
    for pk, (before, after) in scores.items():
        for field, typed in (("before", before), ("after", after)):
            _, problem = score_of(typed, lowest=held.lowest, highest=held.highest)
            if problem:
                raise RuleBroken(problem, field=f"{field}-{pk}")
        if pk not in members or not (before.strip() or after.strip() or pk in rows):
            continue
        row = rows.get(pk) or TestScore(test=held, member=members[pk])
        row.before, row.after, row.saved_by = before.strip(), after.strip(), by
        row.save()
    return held


def _open(group: Group) -> Group:
    held = Group.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if held.state in OVER:
        raise RuleBroken(f"小组{held.get_state_display()}，不能再修改。")
    return held


def _kept(paper: Any, by: Actor) -> KeptFile | None:
    if paper is None or isinstance(paper, KeptFile):
        return paper
    try:
        return keep_file(upload=paper, title="小组契约签字", kind="paper", by=by)
    except RuleBroken as refusal:
        raise RuleBroken(*refusal.reasons, field="paper") from refusal
