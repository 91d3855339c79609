"""What becomes of trainings, hours, clearances, awards and commitments when two rows are one person, or one is forgotten."""

from __future__ import annotations

from typing import Any

from liangzhan.credentials.choices import EnrolmentState, LearningSource, LearningState
from liangzhan.credentials.models import Award, Enrolment, Learning
from liangzhan.credentials.queries.own_part import credentials_of
from liangzhan.credentials.rules.learning import course_key
from liangzhan.people.erasing import Erasure, forget_by
from liangzhan.people.merging import Decision, decide, moving, staying
from liangzhan.people.rights import offer

ENROLMENTS, LEARNING, AWARDS = "credentials.Enrolment.person", "credentials.Learning.person", "credentials.Award.person"
CLEARANCES, COMMITMENTS = "credentials.MinorsClearance.person", "credentials.Commitment.person"
MOVED = "改记到保留的人员名下"
FOLLOWED = "只增不改的记录，留在原处；查询时跟随合并关系"


def register() -> None:
    """Called once when the platform starts."""
    offer("credentials", credentials_of)
    decide(ENROLMENTS, Decision(MOVED, moving(ENROLMENTS).move, both_enrolled))
    decide(LEARNING, Decision(MOVED, moving(LEARNING).move, learned_twice))
    decide(AWARDS, moving(AWARDS))
    decide(CLEARANCES, staying(FOLLOWED))
    decide(COMMITMENTS, staying(FOLLOWED))
    forget_by(ENROLMENTS, Erasure("名单上的显示名和证书号清空，人次不变", blank_enrolments))
    forget_by(LEARNING, Erasure("证书和证明不再可查，学时保留为无名的一行", drop_proofs))
    forget_by(AWARDS, Erasure("获奖人显示名清空，证书不再可查", blank_awards))
    forget_by(CLEARANCES, Erasure("依法留存单位每年查询的证明（未成年人保护法第六十二条），不含姓名和证件号码"))
    forget_by(COMMITMENTS, Erasure("签署记录只有日期和版本，保留为无名的一行"))


def both_enrolled(kept: Any, alias: Any) -> str:
    """Two live lines of one roster cannot become one by themselves: the organiser withdraws one first."""
    rows = Enrolment.objects.exclude(state=EnrolmentState.WITHDRAWN)
    both = rows.filter(person=alias, training__in=rows.filter(person=kept).values("training")).select_related(
        "training"
    )
    first = both.order_by("id").first()
    return f"两人都在培训“{first.training.title}”的名单上，请先退出或更正其中一条。" if first else ""


def learned_twice(kept: Any, alias: Any) -> str:
    """The same course on the same day, or two degrees, would count twice."""
    mine, theirs = (
        Learning.objects.filter(person=one).exclude(state=LearningState.REFUSED).order_by("id") for one in (kept, alias)
    )
    keys = {(course_key(row.title), row.completed_on) for row in mine}
    for row in theirs:
        if (course_key(row.title), row.completed_on) in keys:
            return f"两人都登记了 {row.completed_on:%Y年%-m月%-d日}的“{row.title}”，请先把其中一条不予计入。"
    degrees = [any(row.source == LearningSource.DEGREE for row in rows) for rows in (mine, theirs)]
    return "两人都登记了社会工作专业学历的学时，只能计一次，请先处理其中一条。" if all(degrees) else ""


def blank_enrolments(person: Any) -> int:
    """The name and the number of the certificate go, the line stays."""
    return Enrolment.objects.filter(person=person).update(label="", certificate_no="")


def drop_proofs(person: Any) -> int:
    """The scan bears the name."""
    return Learning.objects.filter(person=person).exclude(proof=None).update(proof=None)


def blank_awards(person: Any) -> int:
    """Name and scan go; what was given, when and by whom stays as a figure."""
    return Award.objects.filter(person=person).update(label="", proof=None)
