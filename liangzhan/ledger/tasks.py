"""Keeping the cells in step, and the nightly comparison."""

from __future__ import annotations

from typing import Any

from liangzhan.ledger.queries.sealed_verifying import sealed_differences
from liangzhan.ledger.queries.verifying import area_differences, cell_differences, voucher_differences
from liangzhan.ledger.services.cells import rebuild_dirty
from liangzhan.toolkit.jobs import JobHandle


def rebuild(job: JobHandle) -> dict[str, Any]:
    """Every minute: rebuild what is behind until nothing is. Each batch is a transaction of its own."""
    done = 0
    while count := rebuild_dirty():
        done += count
        job.progress(done, done, "重算汇总")
    return {"rebuilt": done}


def verify(job: JobHandle) -> dict[str, Any]:
    """Every night: cells against entries, entries against vouchers; a difference stands in the job's result."""
    found = [*cell_differences(job.progress), *area_differences(job.progress), *voucher_differences(job.progress)]
    lines = [["结论", "核对无误。" if not found else f"有 {len(found)} 处不一致。"]]
    lines += [[one.place, one.sentence] for one in found[:50]]
    return {"whole": not found, "lines": lines}


def verify_sealed(job: JobHandle) -> dict[str, Any]:
    """Every night, on its own: the same answer with and without sealed entries, as long as nothing differs."""
    whole = not sealed_differences()
    words = "核对无误。" if whole else "有不一致，请在服务器上运行 liangzhan ledger verify --sealed。"
    return {"whole": whole, "lines": [["结论", words]]}
