"""Input of acceptance: plan a visit, one item, close, rectification, opening."""

from django import forms

from liangzhan.programme.choices import InspectionWay, Verdict
from liangzhan.toolkit.periods import today

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several photos in one field; the cleaned value is a list."""

    widget = SeveralFiles(attrs={"accept": "image/*", "multiple": True})

    def clean(self, data, initial=None):
        files = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(PhotosField, self).clean(one, initial) for one in files]


class QueueFilter(forms.Form):
    """Filters of the acceptance queue."""

    text = forms.CharField(label="社区（村）或站名", required=False, max_length=40)
    planned = forms.ChoiceField(
        label="安排情况", required=False, choices=[("", "全部"), ("no", "未安排"), ("yes", "已安排")]
    )

    def __init__(self, *args, actor=None, **kwargs):
        super().__init__(*args, **kwargs)


class PlanVisitForm(forms.Form):
    way = forms.ChoiceField(label="验收方式", choices=InspectionWay.choices, widget=forms.RadioSelect)
    scheduled_on = forms.DateField(label="计划日期", widget=DAY, initial=today)
    first_inspector = forms.CharField(label="验收人一", max_length=40)
    second_user = forms.ChoiceField(
        label="验收人二",
        required=False,
        help_text="县里只有一人时，第二人可以是两委、乡镇（街道）或片区督导人员。选中的人会收到提醒。",
    )
    second_inspector = forms.CharField(
        label="验收人二的姓名", max_length=40, required=False, help_text="上面没有这个人时填写。"
    )

    def __init__(self, *args, persons=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["second_user"].choices = [("", "其他人（在下面填写姓名）"), *persons]


class ItemForm(forms.Form):
    verdict = forms.ChoiceField(label="结论", choices=Verdict.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="说明", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    photos = PhotosField(label="照片", required=False)


class CloseVisitForm(forms.Form):
    held_on = forms.DateField(label="验收日期", widget=DAY, initial=today)
    summary = forms.CharField(
        label="总体意见", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(forms.Form):
    answer = forms.CharField(label="整改情况", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    proof = forms.FileField(label="整改材料（照片或 PDF，可不传）", required=False)


class OpenStationForm(forms.Form):
    on = forms.DateField(label="开站日期", widget=DAY, initial=today)
