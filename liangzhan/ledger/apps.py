"""The append-only service ledger: vouchers, entries, reversals, cells with exact person sets."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "liangzhan.ledger"
    label = "ledger"
    verbose_name = "台账"

    def ready(self):
        from liangzhan.ledger.services.cells import mark_person  # noqa: PLC0415 -- app ready
        from liangzhan.people.erasing import Erasure, forget_by  # noqa: PLC0415 -- app ready
        from liangzhan.people.merging import Decision, decide, staying  # noqa: PLC0415 -- app ready
        from liangzhan.people.rights import nothing_own  # noqa: PLC0415 -- app ready
        from liangzhan.toolkit.schedule import every  # noqa: PLC0415 -- app ready

        follow = Decision("台账不改写，汇总按合并后的人员重算", mark_person)
        decide("ledger.Entry.person", follow)
        decide("ledger.Entry.served_by", staying("台账不改写，服务人员按合并关系查找"))
        kept = Erasure("台账只有人员编号，没有身份信息，统计仍需保留")
        forget_by("ledger.Entry.person", kept)
        forget_by("ledger.Entry.served_by", kept)
        nothing_own("ledger", "台账由各项服务记录入账生成，副本中有这些记录本身")
        every("ledger.tasks.rebuild", title="重算台账汇总", minutes=1)
        every("ledger.tasks.verify", title="夜间核对台账", at="02:40")
        every("ledger.tasks.verify_sealed", title="夜间核对台账（限制查阅）", at="02:50")
