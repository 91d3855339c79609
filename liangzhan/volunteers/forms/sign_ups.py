"""What a keeper types about sign-ups: a decision for one or many, a paper sign-up, papers of a minor, an agreement."""

from __future__ import annotations

from typing import Any

from django import forms

from liangzhan.people.rules.showing import Face
from liangzhan.stations.forms.fields import DayField, LongText, ScanField, chips
from liangzhan.toolkit.periods import today
from liangzhan.volunteers.choices import SignUpState
from liangzhan.volunteers.models import SignUp
from liangzhan.volunteers.queries.activity_page import PostLine

DECISIONS = ((SignUpState.ACCEPTED, "录取"), (SignUpState.WAITLIST, "列入候补"), (SignUpState.REJECTED, "谢绝"))


class DecisionForm(forms.Form):
    """Take, put on the waiting list, decline."""

    state = chips(DECISIONS, label="决定", initial=SignUpState.ACCEPTED)
    reason = LongText(label="说明", rows=2, max_length=200, required=False, help_text="谢绝的必须写，本人看得到。")
    licence_seen = forms.BooleanField(label="岗位要求的资格证书，已核对原件", required=False)


class DecideManyForm(DecisionForm):
    """The same for everybody who is ticked; `waiting` are (sign-up, face)."""

    chosen = forms.MultipleChoiceField(
        label="报名的志愿者", widget=forms.CheckboxSelectMultiple, error_messages={"required": "请至少选一人。"}
    )
    field_order = ("chosen", "state", "reason", "licence_seen")

    def __init__(self, *args: Any, waiting: list[tuple[SignUp, Face]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(str(row.uuid), _words(row, face)) for row, face in waiting]  # type: ignore[attr-defined]


def _words(row: SignUp, face: Face) -> str:
    parts = [row.volunteer.number[-4:], f"{face.age} 岁" if face.age is not None else "", str(row.post or "")]
    return f"{face.called}（{'，'.join([*(one for one in parts if one), row.get_state_display()])}）"


class PaperSignUpForm(forms.Form):
    """For whoever came on paper or by telephone; the guardian's part for those under 18."""

    post = chips((), label="岗位")
    note = forms.CharField(label="本人留言", max_length=200, required=False)
    guardian_agreed_on = DayField(
        label="监护人同意日期", required=False, help_text="未满十八周岁、要监护人同意的填写。"
    )
    guardian_present = forms.BooleanField(label="监护人陪同", required=False)
    paper = ScanField(label="监护人同意书", required=False)

    def __init__(self, *args: Any, posts: list[PostLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        post: Any = self.fields["post"]
        post.choices = [(str(one.post.pk), f"{one.post.name}（还有 {one.left} 个名额）") for one in posts]
        self.known = {str(one.post.pk): one.post for one in posts}
        if len(posts) == 1:
            post.initial = str(posts[0].post.pk)

    def told(self) -> dict[str, Any]:
        """Arguments of `sign_up`."""
        given = dict(self.cleaned_data)
        return {"post": self.known[given.pop("post")], "guardian_paper": given.pop("paper"), **given}


class GuardianForm(forms.Form):
    """The guardian agreed to this very activity."""

    on = DayField(label="同意日期", initial=today)
    present = forms.BooleanField(label="监护人陪同", required=False, help_text="未满十四周岁的必须有监护人陪同。")
    paper = ScanField(label="监护人同意书", required=False)


class AgreementForm(forms.Form):
    """Both signed."""

    on = DayField(label="签订日期", initial=today)


class WithdrawForm(forms.Form):
    """Stepping back needs no reason."""

    reason = forms.CharField(label="说明", max_length=200, required=False)


class PublishForm(forms.Form):
    """Nothing to type: the page says what will happen."""
