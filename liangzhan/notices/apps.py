"""`tell(recipient, kind, link, due)`: inbox, reminders, SMS/mail adapters with a simulator."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "liangzhan.notices"
    label = "notices"
    verbose_name = "提醒"

    def ready(self):
        from liangzhan.access.actions import Action  # noqa: PLC0415 -- app ready
        from liangzhan.notices import clients, handover, services  # noqa: F401, PLC0415 -- app ready
        from liangzhan.people.erasing import Erasure, forget_by  # noqa: PLC0415 -- app ready
        from liangzhan.people.merging import decide, moving  # noqa: PLC0415 -- app ready
        from liangzhan.people.rights import nothing_own  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.menu import menu_item  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.schedule import every  # noqa: PLC0415 -- app ready

        told = "notices.PersonNotice.person"
        decide(told, moving(told))
        nothing_own("notices", "本人提醒只给本人看，凭通行码随时可以阅读，不属于任何一个站点")
        forget_by(told, Erasure("删除本人提醒", lambda person: int(person.told.all().delete()[0])))
        clients.connect()
        handover.connect()
        menu_item("", "提醒", "notices:inbox", Action.NOTICE_READ, order=20)
        every("notices.tasks.remind_daily", title="到期催办", at="08:00")
        every("notices.tasks.tell_finished", title="告知后台任务已办完", minutes=1)
        every("notices.tasks.send_waiting", title="对外发送提醒", minutes=2)
