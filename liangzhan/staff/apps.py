"""Social workers and keepers: posts, qualification, attendance, appraisal, supervision, ethics, talent."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "liangzhan.staff"
    label = "staff"
    verbose_name = "工作人员"

    def ready(self):
        from liangzhan.credentials.queries.people import traits_from  # noqa: PLC0415 -- app ready
        from liangzhan.staff import (  # noqa: PLC0415 -- app ready
            attendance_ready,
            checks,
            navigation,
            navigation_talent,
            posts_ready,
            settings,
            settings_talent,
            supervision_ready,
        )
        from liangzhan.staff.queries.traits import worker_traits  # noqa: PLC0415 -- app ready

        settings.declare_parameters()
        settings_talent.declare_talent()
        checks.register_all()
        traits_from(worker_traits)
        navigation.register()
        navigation_talent.register_talent()
        supervision_ready.register()
        attendance_ready.register()
        posts_ready.register()
