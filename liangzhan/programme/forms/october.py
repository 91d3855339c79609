"""Input of the October report: words only, never a figure."""

from django import forms

from liangzhan.programme.models import OctoberReport
from liangzhan.programme.rules.october import PARTS


class ReportForm(forms.ModelForm):
    """The five parts, who issues and signs, and the number from the office's own system."""

    class Meta:
        model = OctoberReport
        fields = [name for name, _ in PARTS] + ["issuer", "signer", "document_number", "dated_on"]
        widgets = {name: forms.Textarea(attrs={"rows": 6}) for name, _ in PARTS} | {
            "dated_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        }
        help_texts = {
            "progress": "数据由平台计算；可改文字，报送文件里的数据以平台为准。",
            "document_number": "由本机关办公系统编号后填写，平台不生成；可留空。",
            "dated_on": "可留空，用印时手填。",
        }
