"""A key for another platform."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms

from liangzhan.exchange.services.tokens import TokenFacts
from liangzhan.toolkit.periods import today

YEAR = dt.timedelta(days=365)


class TokenForm(forms.Form):
    """Whose platform, where it reaches, until when, what it may."""

    name = forms.CharField(label="对方平台名称", max_length=20, help_text="同一平台换密钥时写同样的名称，记录接着认。")
    place = forms.ChoiceField(label="范围", help_text="密钥只能送来和查询这个范围的记录。")
    expires_on = forms.DateField(label="有效期至", help_text="最长两年，到期前可以再生成。")
    writes = forms.BooleanField(label="可以送来服务记录和活动", required=False, initial=True)
    reads = forms.BooleanField(
        label="可以查询服务记录",
        required=False,
        help_text="查询得到志愿者编号和服务时间，没有姓名和证件号码。不需要时不要勾选。",
    )

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["place"]
        field.choices = places
        self.fields["expires_on"].initial = today() + YEAR

    def facts(self) -> TokenFacts:
        """As the service wants it."""
        return TokenFacts(**self.cleaned_data)
