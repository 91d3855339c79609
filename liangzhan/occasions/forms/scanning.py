"""One tap. Yes or no is all the phone says about where it is: no coordinates have a field here."""

from django import forms

INSIDE = {"yes": True, "no": False}


class TapForm(forms.Form):
    deed = forms.ChoiceField(choices=[("in", "签到"), ("out", "签退")], widget=forms.HiddenInput)
    inside = forms.ChoiceField(
        choices=[("", "未核对"), ("yes", "在范围内"), ("no", "不在范围内")], required=False, widget=forms.HiddenInput
    )

    def clean_inside(self):
        return INSIDE.get(self.cleaned_data["inside"])
