"""`tell(recipient, kind, link, due)`: inbox, reminders, SMS/mail adapters with a simulator."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "liangzhan.notices"
    label = "notices"
    verbose_name = "提醒"
