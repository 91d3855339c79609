"""Pages of allauth that make no sense here: they say why and whom to ask. Their addresses are taken before allauth's own."""

from django.views.generic import TemplateView

SIGN_UP = ("不能自行注册", "平台账户由上级业务人员邀请开通。", "请联系本地区上级业务人员，领取写有激活码的纸条。")
NO_MAIL = ("平台不使用邮箱", "平台不登记也不使用电子邮箱。", "需要修改显示名或办公电话，请联系邀请您的人。")
FORGOTTEN = (
    "忘记密码",
    "平台不通过邮件重置密码。",
    "请联系邀请您的人（上级业务人员）重发激活码，凭新激活码重新设置密码。",
)


class Closed(TemplateView):
    """A title, why, and whom to ask."""

    template_name = "accounts/closed.html"
    words = ("", "", "")

    def get_context_data(self, **kwargs):
        title, why, whom = self.words
        return {"title": title, "why": why, "whom": whom, "request": self.request}
