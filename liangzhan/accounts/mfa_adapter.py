"""Second factors: secrets are kept encrypted, the QR code is our own, administrators keep at least one."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from liangzhan.accounts.queries import actor_of
from liangzhan.toolkit import qr
from liangzhan.toolkit.crypto import open_sealed, seal
from liangzhan.toolkit.periods import today

AAD = "mfa_authenticator|data"  # allauth asks before the row exists, so a secret is bound to its column only


class MFAAdapter(DefaultMFAAdapter):
    """The platform's second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "口令不对或已过期，请看手机上最新的一组数字。",
        "cannot_delete_authenticator": "管理员必须保留第二因素。请先添加新的，再移除旧的。",
        "cannot_generate_recovery_codes": "请先启用动态口令或通行密钥，再生成恢复码。",
        "rate_limited": "操作太频繁，请过几分钟再试。",
        "too_many_login_attempts": "尝试次数过多，请稍后再试。",
    }

    def encrypt(self, text):
        return base64.b64encode(seal(text, AAD)).decode()

    def decrypt(self, encrypted_text):
        return open_sealed(base64.b64decode(encrypted_text), AAD)

    def get_totp_label(self, user):
        return user.username

    def _get_site_name(self):
        return "两站平台"

    def build_totp_svg(self, url):
        # allauth's own page shows it as a picture, ours puts it into the page; so it says its size itself.
        return qr.svg(url, title="动态口令二维码").replace("<svg", '<svg width="200" height="200"', 1)

    def can_delete_authenticator(self, authenticator):
        """Whether this one may go: an administrator keeps at least one real factor."""
        if not actor_of(authenticator.user, on=today()).needs_second_factor:
            return True
        others = Authenticator.objects.filter(
            user=authenticator.user, type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
        ).exclude(pk=authenticator.pk)
        return others.exists()

    def generate_authenticator_name(self, user, type):
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"通行密钥 {count + 1}"
