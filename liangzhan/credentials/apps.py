"""What any person holds: trainings, hours, clearance for work with minors, honours, commitments."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    name = "liangzhan.credentials"
    label = "credentials"
    verbose_name = "证明与培训"

    def ready(self):
        from liangzhan.credentials import navigation, panels, persons, rolls, settings  # noqa: F401, PLC0415 -- app ready
        from liangzhan.credentials.queries.training_posting import expected_learning, learning_href  # noqa: PLC0415
        from liangzhan.ledger.vouchers import Source, voucher_source  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.schedule import every  # noqa: PLC0415 -- app ready

        settings.declare_parameters()
        persons.register()
        rolls.register()
        navigation.register()
        every("credentials.tasks.remind_daily", title="培训开始前提醒", at="08:10")
        voucher_source("credentials.Enrolment", Source("志愿者培训", learning_href, expected_learning))
