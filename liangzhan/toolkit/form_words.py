"""What a field says when it cannot take a value: what to do, in plain words, instead of Django's own sentences."""

from __future__ import annotations

from django import forms
from django.core import validators

FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "请填写。"},
    forms.CharField: {"null_characters_not_allowed": "有看不见的字符，请删去后重新填写。"},
    forms.IntegerField: {"invalid": "请填写整数。"},
    forms.FloatField: {"invalid": "请填写数字。"},
    forms.DecimalField: {"invalid": "请填写数字。"},
    forms.DateField: {"required": "请填写日期。", "invalid": "请按 2020-10-31 这样填写日期。"},
    forms.TimeField: {"required": "请填写时间。", "invalid": "请按 8:30 这样填写时间。"},
    forms.BooleanField: {"required": "请先勾选。"},
    forms.ChoiceField: {"required": "请选择。", "invalid_choice": "没有这个选项，请重新选择。"},
    forms.MultipleChoiceField: {"required": "请至少选择一项。", "invalid_choice": "没有这个选项，请重新选择。"},
    forms.ModelChoiceField: {"required": "请选择。", "invalid_choice": "没有这个选项，请重新选择。"},
    forms.FileField: {
        "required": "请选择文件。",
        "invalid": "没有收到文件，请重新选择。",
        "missing": "没有收到文件，请重新选择。",
        "empty": "这个文件是空的，请换一个。",
        "max_length": "文件名过长，请改短后再上传。",
    },
    forms.ImageField: {"required": "请选择照片。", "invalid_image": "这个文件不是照片，或已损坏，请重新选择。"},
}

VALIDATORS: dict[type, str] = {
    validators.MinValueValidator: "不能小于 %(limit_value)s。",
    validators.MaxValueValidator: "不能大于 %(limit_value)s。",
    validators.MinLengthValidator: "至少填写 %(limit_value)d 个字，现在是 %(show_value)d 个。",
    validators.MaxLengthValidator: "最多填写 %(limit_value)d 个字，现在是 %(show_value)d 个。",
    validators.ProhibitNullCharactersValidator: "有看不见的字符，请删去后重新填写。",
}

DIGITS: dict[str, str] = {
    "max_digits": "数字过长，最多 %(max)s 位。",
    "max_decimal_places": "小数点后最多 %(max)s 位。",
    "max_whole_digits": "数字过大，小数点前最多 %(max)s 位。",
    "invalid": "请填写数字。",
}


def speak_plainly() -> None:
    """Called once when the platform starts; what a form says itself still goes first."""
    for kind, words in FIELDS.items():
        kind.default_error_messages = {**vars(kind).get("default_error_messages", {}), **words}
    for validator, sentence in VALIDATORS.items():
        validator.message = sentence  # type: ignore[attr-defined]
    validators.DecimalValidator.messages = DIGITS
