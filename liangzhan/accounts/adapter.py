"""What of allauth we set differently: nobody signs up by himself, sentences are ours, a locked name is told until when."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone

from liangzhan.accounts.queries import locked_until
from liangzhan.accounts.rules import lock_sentence

# allauth names its messages by template; those that say nothing new are left out.
SENTENCES = {
    "account/messages/password_changed.txt": "密码已修改。",
    "mfa/messages/totp_activated.txt": "动态口令已启用。",
    "mfa/messages/totp_deactivated.txt": "动态口令已停用。",
    "mfa/messages/webauthn_added.txt": "通行密钥已添加。",
    "mfa/messages/webauthn_removed.txt": "通行密钥已移除。",
    "mfa/messages/recovery_codes_generated.txt": "新的恢复码已生成，请打印或抄写后妥善保管，旧的恢复码已作废。",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "账户已停用。如有疑问，请联系邀请您的人。",
        "enter_current_password": "当前密码不对，请重新输入。",
        "incorrect_password": "密码不对，请重新输入。",
        "incorrect_code": "口令不对或已过期，请看手机上最新的一组数字。",
        "invalid_login": "用户名或密码不对。",
        "username_password_mismatch": "用户名或密码不对。连续输错 5 次，账户将锁定 15 分钟。",
        "too_many_login_attempts": "尝试次数过多，请稍后再试。",
        "rate_limited": "操作太频繁，请过几分钟再试。",
    }

    def is_open_for_signup(self, request):
        return False

    def authentication_failed(self, request, **credentials):
        """The same answer whether the name exists or not; once locked, until when and whom to ask."""
        until = locked_until(credentials.get("username", ""))
        if until:
            raise ValidationError(lock_sentence(timezone.localtime(until)), code="locked")

    def add_message(self, request, level, message_template=None, message_context=None, extra_tags="", message=None):
        words = message or SENTENCES.get(message_template or "", "")
        if words:
            messages.add_message(request, level, words, extra_tags=extra_tags)

    def get_reauthentication_methods(self, user):
        """The same ways as allauth's, named in Chinese."""
        words = {
            "reauthenticate": "输入密码",
            "mfa_reauthenticate": "输入动态口令",
            "mfa_reauthenticate:webauthn": "使用通行密钥",
        }
        return [
            {**method, "description": words.get(method["id"], method["description"])}
            for method in super().get_reauthentication_methods(user)
        ]
