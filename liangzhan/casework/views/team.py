"""The team of a case."""

from django.http import Http404
from django.utils.functional import cached_property

from liangzhan.casework.forms.opening import LeaveForm, MemberForm, NicknameForm
from liangzhan.casework.queries.cases import joinable, live_member, may_manage_team
from liangzhan.casework.services.cases import add_member, end_member, set_nickname
from liangzhan.casework.views.case import CaseForm
from liangzhan.toolkit.periods import today


class OfTeam(CaseForm):
    """For the head of the station or whoever leads the case."""

    @cached_property
    def row(self):
        found = super().row
        if not may_manage_team(found, self.actor):
            raise Http404("个案团队由站长或主责社工调整。")
        return found


class MemberAdd(OfTeam):
    form_class = MemberForm
    title = "加入团队成员"
    button = "加入团队"
    hint = "加入后，这名工作人员可以查看和记录这个个案。"
    success_message = "已加入团队。"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "workers": joinable(self.row, today())}

    def run(self, form):
        return add_member(case=self.row, by=self.actor, **form.cleaned_data)


class MemberEnd(OfTeam):
    form_class = LeaveForm
    title = "退出团队"
    button = "退出团队"
    hint = "退出后，这名工作人员不再能查看这个个案；已写的记录保留。"
    success_message = "已退出团队。"

    @cached_property
    def member(self):
        found = live_member(self.row, self.kwargs["member"])
        if found is None:
            raise Http404("团队中没有这名成员。")
        return found

    def get_title(self):
        return f"{self.member.worker.display_name}退出团队"

    def run(self, form):
        return end_member(member=self.member, by=self.actor, **form.cleaned_data)


class CaseNickname(CaseForm):
    form_class = NicknameForm
    title = "设定化名"
    success_message = "化名已保存，督导只看到这个名字。"

    def get_initial(self):
        return {"nickname": self.row.nickname}

    def run(self, form):
        return set_nickname(case=self.row, by=self.actor, **form.cleaned_data)
