"""What `liangzhan doctor` looks at. A check is a function in CHECKS, under the name that the operator reads."""

import datetime as dt
import shutil
from collections.abc import Callable
from enum import Enum

from django.apps import apps
from django.db import connection
from django.utils import timezone

from liangzhan.cli.migrate import pending
from liangzhan.toolkit import paths

GIGABYTE = 1024**3
SQLITE_EVENTS = ("UPDATE", "DELETE")
# Bits of pg_trigger.tgtype, from PostgreSQL's own pg_trigger.h.
POSTGRESQL_EVENTS = {"DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


class Level(Enum):
    """How bad."""

    GOOD = "正常"
    WARNING = "注意"
    BAD = "有问题"


Verdict = tuple[Level, str]  # how it stands, and a sentence that says what to do


def keys_are_closed() -> Verdict:
    """The keys file is there and only its owner can read it."""
    path = paths.home() / "keys.json"
    if not path.exists():
        return (Level.BAD, "没有密钥文件，请运行 liangzhan prepare，或从备份恢复。")
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        return (Level.BAD, f"其他用户也能读取（权限 {mode:o}），请运行 chmod 600 {path}。")
    return (Level.GOOD, "只有本用户可读。")


def structure_is_current() -> Verdict:
    """No migration is waiting."""
    if waiting := pending():
        return (Level.BAD, f"有 {len(waiting)} 项没有升级，请运行 liangzhan migrate。")
    return (Level.GOOD, "已是最新。")


def triggers_stand() -> Verdict:
    """Append-only tables are guarded by the database itself."""
    if missing := missing_triggers():
        return (Level.BAD, f"缺少保护：{'、'.join(missing)}。请运行 liangzhan migrate。")
    return (Level.GOOD, "保护齐全。")


def missing_triggers() -> list[str]:
    """`table event` for every append-only table and statement that no trigger refuses."""
    tables = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]
    guarded = guarded_on_sqlite() if connection.vendor == "sqlite" else guarded_on_postgresql()
    events = SQLITE_EVENTS if connection.vendor == "sqlite" else tuple(POSTGRESQL_EVENTS)
    return sorted(f"{table} {event}" for table in tables for event in events if (table, event) not in guarded)


def guarded_on_sqlite() -> set[tuple[str, str]]:
    """(table, event) pairs with a trigger that raises before the statement."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, upper(sql) FROM sqlite_master WHERE type = 'trigger'")
        rows = cursor.fetchall()
    return {
        (table, event) for table, sql in rows for event in SQLITE_EVENTS if f"BEFORE {event} " in sql and "RAISE" in sql
    }


def guarded_on_postgresql() -> set[tuple[str, str]]:
    """(table, event) pairs with an enabled trigger of our own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgtype FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'"
        )
        rows = cursor.fetchall()
    return {(table, event) for table, bits in rows for event, bit in POSTGRESQL_EVENTS.items() if bits & bit}


def disk_has_room() -> Verdict:
    """At least a gigabyte left; below five a warning."""
    free = shutil.disk_usage(paths.home()).free / GIGABYTE
    level = Level.BAD if free < 1 else Level.WARNING if free < 5 else Level.GOOD
    return (level, f"剩余 {free:.1f} GB。" + ("请尽快清理或扩容。" if level is not Level.GOOD else ""))


def fonts_are_there() -> Verdict:
    """Papers need a Chinese font."""
    from liangzhan.toolkit import papers  # noqa: PLC0415 -- slow import

    if not papers.fonts_ready():
        return (Level.BAD, "没有找到 Noto 中文字体，文书无法排版，请安装 fonts-noto-cjk。")
    return (Level.GOOD, "可以排版文书。")


def jobs_move() -> Verdict:
    """Nobody holds an expired lease and nothing has waited for ten minutes."""
    from liangzhan.toolkit.models import Job, JobState  # noqa: PLC0415 -- app ready

    now = timezone.now()
    stuck = Job.objects.filter(state=JobState.RUNNING, lease_until__lt=now - dt.timedelta(minutes=2)).count()
    waiting = Job.objects.filter(state=JobState.QUEUED, created_at__lt=now - dt.timedelta(minutes=10)).count()
    if stuck or waiting:
        counted = f"{stuck} 个停住，{waiting} 个等了十分钟以上。"
        return (Level.BAD, f"{counted}请看 liangzhan worker 是否在运行。")
    return (Level.GOOD, "没有积压。")


def clock_is_alive() -> Verdict:
    """Some scheduled task ran within the last 26 hours."""
    from liangzhan.toolkit.models import ScheduleRun  # noqa: PLC0415 -- app ready

    last = ScheduleRun.objects.order_by("-last_run_at").values_list("last_run_at", flat=True).first()
    if last is None:
        return (Level.WARNING, "还没有运行过定时任务（新安装时正常）。")
    when = f"上次运行是 {timezone.localtime(last):%Y-%m-%d %H:%M}"
    if last < timezone.now() - dt.timedelta(hours=26):
        return (Level.BAD, f"{when}，请看 liangzhan clock 是否在运行。")
    return (Level.GOOD, f"{when}。")


def audit_is_sealed() -> Verdict:
    """No deed older than an hour waits for its seal."""
    from liangzhan.audit.queries.chain import SOURCES, unsealed  # noqa: PLC0415 -- app ready

    old = timezone.now() - dt.timedelta(hours=1)
    waiting = sum(unsealed(source).filter(at__lt=old).count() for source in SOURCES)
    if waiting:
        return (Level.BAD, f"{waiting} 条一小时前的记录还没有封存。")
    return (Level.GOOD, "记录都已封存。")


def files_are_whole() -> Verdict:
    """Every registered file has its bytes, and no bytes lie about without a row."""
    from liangzhan.documents.queries import store_report  # noqa: PLC0415 -- app ready

    report = store_report()
    if report.lost:
        return (Level.BAD, f"{len(report.lost)} 个登记的文件找不到内容，请从备份恢复。首个摘要 {report.lost[0][:12]}。")
    if report.stray:
        return (Level.WARNING, f"{len(report.stray)} 个文件没有登记（写入中断所致），不影响使用。")
    return (Level.GOOD, "登记的文件都在。")


def backup_is_fresh() -> Verdict:
    """The newest archive in the home's own backups folder is at most a week old."""
    archives = sorted((paths.home() / "backups").glob("*.tar"), key=lambda path: path.stat().st_mtime)
    if not archives:
        return (Level.WARNING, "数据目录里没有备份，请运行 liangzhan backup。")
    age = (dt.datetime.now() - dt.datetime.fromtimestamp(archives[-1].stat().st_mtime)).days
    if age > 7:
        return (Level.WARNING, f"最近的备份是 {age} 天前的，请运行 liangzhan backup。")
    return (Level.GOOD, f"最近的备份是 {age} 天前的。")


CHECKS: dict[str, Callable[[], Verdict]] = {
    "密钥文件": keys_are_closed,
    "数据库结构": structure_is_current,
    "只增不改的表": triggers_stand,
    "磁盘空间": disk_has_room,
    "中文字体": fonts_are_there,
    "后台任务": jobs_move,
    "定时器": clock_is_alive,
    "审计封存": audit_is_sealed,
    "文件存储": files_are_whole,
    "备份": backup_is_fresh,
}
