"""What the verification page asks."""

import unicodedata

from django import forms


class VerifyForm(forms.Form):
    """Number and code as printed; full-width letters, spaces and small letters are forgiven."""

    number = forms.CharField(label="文书编号", max_length=60, error_messages={"required": "请填写文书编号。"})
    code = forms.CharField(
        label="校验码",
        max_length=20,
        help_text="印在文书二维码旁，10 位字母和数字。",
        error_messages={"required": "请填写校验码。"},
    )

    def clean_number(self):
        return unicodedata.normalize("NFKC", self.cleaned_data["number"]).replace(" ", "")

    def clean_code(self):
        return unicodedata.normalize("NFKC", self.cleaned_data["code"]).replace(" ", "").upper()
