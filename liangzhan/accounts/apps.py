"""Users, sign-in, second factor, grants."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "liangzhan.accounts"
    label = "accounts"
    verbose_name = "账户"
