"""Forms of a plan."""

from django import forms

from liangzhan.programme.models import Plan, PlanDocument


class PlanForm(forms.ModelForm):
    """Opening and changing a plan."""

    class Meta:
        model = Plan
        fields = [
            "year",
            "title",
            "target_sw",
            "target_vs",
            "cutoff_on",
            "due_on",
            "recipient",
            "recipient_office",
            "preamble",
        ]
        widgets = {
            "cutoff_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "preamble": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "cutoff_on": "这一天及以前验收合格的站点计入完成数。",
            "due_on": "各市报送十月报告的最后一天；两个日期之间验收合格的列入增补名单，不计入完成数。",
        }

    def validate_unique(self):
        """The service says it in its own words."""

    def _post_clean(self):
        """Shape only; rules are the service's."""


class EditPlanForm(PlanForm):
    """The year stays."""

    class Meta(PlanForm.Meta):
        fields = PlanForm.Meta.fields[1:]


class DocumentForm(forms.Form):
    """A basis document: title and number, the file when at hand."""

    title = forms.CharField(label="文件名称", max_length=120)
    number = forms.CharField(label="文号", max_length=60, required=False, help_text="例如 辽民发〔2020〕1号。")
    file = forms.FileField(label="文件", required=False, help_text="PDF 或图片；手边没有文件时，只填文号也可以。")

    class Meta:
        model = PlanDocument
