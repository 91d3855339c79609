"""Users, sign-in, second factor, grants."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "liangzhan.accounts"
    label = "accounts"
    verbose_name = "账户"

    def ready(self):
        from liangzhan.accounts import factors, navigation, sign_ins  # noqa: PLC0415 -- app ready

        navigation.register()
        factors.connect()
        sign_ins.connect()
