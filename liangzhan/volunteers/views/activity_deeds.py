"""Deeds on one activity: submit, approve, return, call off, begin, end."""

from liangzhan.access.actions import Action
from liangzhan.access.views import RowDeed, RowForm
from liangzhan.volunteers.forms.activities import WordsForm
from liangzhan.volunteers.services.activities import (
    approve_activity,
    begin_activity,
    cancel_activity,
    end_activity,
    return_activity,
    submit_activity,
)
from liangzhan.volunteers.views.activities import OfActivity


class Submit(OfActivity, RowDeed):
    success_message = "已提交，由站长、社区两委、街道（乡镇）或者督导中的另一人审核。"

    def run(self):
        return submit_activity(activity=self.row, by=self.actor)


class Approve(OfActivity, RowDeed):
    action = Action.VOLUNTEERING_REVIEW
    success_message = "审核通过，活动已编号，可以招募。"

    def run(self):
        return approve_activity(activity=self.row, by=self.actor)


class Return(OfActivity, RowForm):
    action = Action.VOLUNTEERING_REVIEW
    form_class = WordsForm
    title = "退回修改"
    button = "退回"
    hint = "写明要修改什么，登记人看得到。"
    success_message = "已退回，等站点修改后再提交。"

    def run(self, form):
        return return_activity(activity=self.row, by=self.actor, **form.cleaned_data)


class Cancel(OfActivity, RowForm):
    form_class = WordsForm
    title = "取消活动"
    button = "取消活动"
    hint = "取消后不能恢复：从日程中撤下，已报名的志愿者会收到取消的原因。"
    success_message = "活动已取消，已告知报名的志愿者。"

    def run(self, form):
        return cancel_activity(activity=self.row, by=self.actor, **form.cleaned_data)


class Begin(OfActivity, RowDeed):
    success_message = "活动已开始。请打开签到码，或用点名、纸质签到表。"

    def run(self):
        return begin_activity(activity=self.row, by=self.actor)


class End(OfActivity, RowDeed):
    success_message = "活动已结束。下一步：核对签到，记录服务时长。"

    def run(self):
        return end_activity(activity=self.row, by=self.actor)
