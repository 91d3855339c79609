"""A field that cannot take a value says what to do, in plain Chinese."""

import datetime as dt

from django import forms


class Sample(forms.Form):
    name = forms.CharField(max_length=3)
    short = forms.CharField(min_length=5)
    count = forms.IntegerField(min_value=1, max_value=9)
    cost = forms.DecimalField(max_digits=5, decimal_places=2)
    on = forms.DateField()
    kind = forms.ChoiceField(choices=[("a", "甲")])
    several = forms.MultipleChoiceField(choices=[("a", "甲")])
    agreed = forms.BooleanField()
    photo = forms.ImageField()
    paper = forms.FileField()


def said(**data):
    return {name: " ".join(reasons) for name, reasons in Sample(data).errors.items()}


def test_what_is_missing_is_asked_for():
    assert said() == {
        "name": "请填写。",
        "short": "请填写。",
        "count": "请填写。",
        "cost": "请填写。",
        "on": "请填写日期。",
        "kind": "请选择。",
        "several": "请至少选择一项。",
        "agreed": "请先勾选。",
        "photo": "请选择照片。",
        "paper": "请选择文件。",
    }


def test_what_does_not_fit_says_the_bound():
    found = said(name="一二三四", short="一二", count="10", cost="1234.567", on="昨天", kind="b", several=["b"])
    assert found["name"] == "最多填写 3 个字，现在是 4 个。"
    assert found["short"] == "至少填写 5 个字，现在是 2 个。"
    assert found["count"] == "不能大于 9。"
    assert found["cost"] == "数字过长，最多 5 位。"
    assert found["on"] == "请按 2020-10-31 这样填写日期。"
    assert found["kind"] == found["several"] == "没有这个选项，请重新选择。"
    assert said(count="0", cost="1.234")["cost"] == "小数点后最多 2 位。"
    assert said(count="0")["count"] == "不能小于 1。" and said(count="多")["count"] == "请填写整数。"


def test_what_a_form_says_itself_goes_first():
    field = forms.DateField(error_messages={"required": "请填写验收日期。"})
    assert field.error_messages["required"] == "请填写验收日期。"
    assert field.clean("2020-10-31") == dt.date(2020, 10, 31)
