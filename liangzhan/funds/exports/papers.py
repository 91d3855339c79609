"""Papers to print and sign: vouchers, statement, stocktake, handover, the public list of donations."""

from __future__ import annotations

from typing import Any

from liangzhan.funds.choices import CountResult, DonorKind, EntryKind
from liangzhan.funds.models import Donation, Entry, Handover, Stocktake
from liangzhan.funds.queries.books import budget_table, scans_of, yearly_statement
from liangzhan.funds.queries.donations import donations_of_year, with_left
from liangzhan.funds.queries.stocktakes import count_state
from liangzhan.funds.rules.money import period_words
from liangzhan.stations.models import Station
from liangzhan.toolkit.papers import render_pdf
from liangzhan.toolkit.periods import today
from liangzhan.toolkit.templating import day, yuan

LINE = "＿＿＿＿＿＿＿＿"


def _volume(title: str, subtitle: str, blocks: list[dict[str, Any]], aux: str = "") -> bytes:
    """One short paper without cover; the line of an auxiliary book stands on top."""
    notice = [{"notice": aux, "tone": "open"}] if aux else []
    data = {"title": title, "subtitle": subtitle, "cover": False, "contents": False, "office": "", "date": today()}
    return render_pdf("toolkit/volume_paper.typ", {**data, "blocks": [*notice, *blocks]})


def _number(title: str, width: str = "24mm") -> dict[str, str]:
    return {"title": title, "width": width, "align": "right"}


def voucher_pdf(entry: Entry, aux: str) -> bytes:
    """记账凭证 of one line."""
    title = "红字记账凭证" if entry.reverses_id else "收款凭证" if entry.kind == EntryKind.INCOME else "付款凭证"
    facts = [
        ["凭证号", entry.voucher],
        ["记账日期", f"{entry.booked_on:%Y-%m-%d}"],
        ["业务日期", f"{entry.happened_on:%Y-%m-%d}"],
        ["资金来源", entry.get_source_display()],
        ["支出科目", entry.get_account_display() if entry.account else "—"],
        ["金额", yuan(entry.amount_fen)],
        ["摘要", entry.summary],
        ["往来单位", entry.other_party or "—"],
    ]
    if papers := len(scans_of(entry)) + (entry.scan_id is not None):
        facts.append(["附件", f"{papers} 张（票据扫描件存于平台）"])
    if entry.disposal is not None:
        facts.append(["处置资产", str(entry.disposal.asset)])
    if entry.reverses is not None:
        facts.append(["冲正原凭证", entry.reverses.voucher])
    signed = [
        ["经办人", entry.handler or LINE],
        ["审批人", entry.approver or LINE],
        ["出纳", entry.booked_by.label],
        ["登记日期", day(entry.booked_at)],
    ]
    return _volume(title, entry.station.name, [{"facts": facts}, {"heading": "签字"}, {"facts": signed}], aux)


def statement_pdf(station: Station, year: int, aux: str) -> bytes:
    """年度收支表."""
    found = yearly_statement(station, year)
    money = [_number(one, "28mm") for one in ("年初结余", "收入", "支出", "年末结余")]
    rows = [
        [one.label, *(yuan(fen) for fen in (one.opening_fen, one.income_fen, one.expense_fen, one.closing_fen))]
        for one in found.sources
    ]
    whole = found.whole
    total = [
        "合计",
        *(yuan(fen) for fen in (whole.opening_fen, whole.income_fen, whole.expense_fen, whole.closing_fen)),
    ]
    budget = [
        [
            one.line.get_source_display(),
            one.line.get_account_display(),
            *(yuan(fen) for fen in (one.line.amount_fen, one.spent_fen, one.left_fen)),
        ]
        for one in budget_table(station, year)
    ]
    spent = [[label, yuan(fen)] for label, fen in found.accounts]
    closed = "、".join(period_words(one) for one in found.closed) or "无"
    blocks: list[dict[str, Any]] = [
        {"heading": "按资金来源"},
        {"table": {"columns": [{"title": "资金来源"}, *money], "rows": rows, "total": total}},
        {"heading": "按支出科目"},
        {"table": {"columns": [{"title": "支出科目"}, _number("金额", "34mm")], "rows": spent}},
        {"heading": "预算执行"},
        {
            "table": {
                "columns": ["资金来源", "支出科目", _number("预算"), _number("已支出"), _number("可用")],
                "rows": budget,
            }
        },
        {"text": f"已结账月份：{closed}。\n制表：{LINE}　审核：{LINE}　日期：{LINE}"},
    ]
    return _volume(f"{year} 年度收支表", station.name, blocks, aux)


def stocktake_pdf(row: Stocktake) -> bytes:
    """资产盘点表 with both signatures."""
    count = count_state(row)
    rows = [
        [
            line.asset.label if line.asset else "无标签",
            line.asset.name if line.asset else line.extra_name,
            str(line.booked_quantity),
            "—" if line.found_quantity is None else str(line.found_quantity),
            line.booked_place or "—",
            line.found_room.name if line.found_room else "—",
            line.get_result_display(),
        ]
        for line in count.lines
    ]
    columns = [
        {"title": "编号", "width": "14mm"},
        {"title": "名称", "width": 3},
        _number("账面数", "15mm"),
        _number("实盘数", "15mm"),
        {"title": "账面位置", "width": 3},
        {"title": "实际位置", "width": 2},
        {"title": "结果", "width": "26mm"},
    ]
    tally = "，".join(f"{one.label} {count.tally[one]}" for one in CountResult if count.tally[one])
    second = row.signer or (row.signed_by.label if row.signed_by else LINE)
    signed = day(row.signed_at) if row.signed_at else LINE
    blocks: list[dict[str, Any]] = [
        {
            "facts": [
                ["范围", row.place],
                ["状态", row.get_state_display()],
                ["结果", tally],
                ["差异原因", row.reason or "—"],
            ]
        },
        {"table": {"columns": columns, "rows": rows}},
        {"text": f"盘点人：{row.settled_by.label if row.settled_by else LINE}　第二签字人：{second}\n日期：{signed}"},
    ]
    return _volume("资产盘点表", row.station.name, blocks)


def handover_pdf(row: Handover) -> bytes:
    """财物交接清单 to sign."""
    lines = row.lines.select_related("asset__room").order_by("asset__number")
    rows = [
        [line.asset.label, line.asset.name, str(line.quantity), line.asset.place or "—", line.get_state_then_display()]
        for line in lines
    ]
    columns = [
        {"title": "编号", "width": "16mm"},
        {"title": "名称", "width": 3},
        _number("数量", "16mm"),
        {"title": "位置", "width": 3},
        {"title": "状态", "width": "20mm"},
    ]
    signed = row.signed_by.label if row.signed_by else LINE
    blocks: list[dict[str, Any]] = [
        {"facts": [["移交人", row.from_keeper], ["接收人", row.to_keeper], ["说明", row.note or "—"]]},
        {"table": {"columns": columns, "rows": rows}},
        {"text": f"移交方签字：{row.opened_by.label}　接收方签字：{signed}\n监交人：{LINE}　日期：{LINE}"},
    ]
    return _volume("财物交接清单", row.station.name, blocks)


def _public_donor(one: Donation) -> str:
    return one.donor_name or ("爱心居民" if one.donor_kind == DonorKind.PERSON else "匿名")


def donations_pdf(station: Station, year: int) -> bytes:
    """捐赠公示: organisations by name, private persons never."""
    rows = [
        [
            f"{row.donation.year}-{row.donation.number:03d}",
            _public_donor(row.donation),
            row.donation.items or row.donation.get_kind_display(),
            yuan(row.donation.amount_fen),
            row.donation.receiver_name,
            row.donation.purpose,
            yuan(row.left_fen),
        ]
        for row in with_left(list(donations_of_year(station, year)))
    ]
    columns = [
        {"title": "登记号", "width": "20mm"},
        {"title": "捐赠人", "width": 2},
        {"title": "种类、物资", "width": 2},
        _number("金额或价值"),
        {"title": "接收人", "width": 2},
        {"title": "约定用途", "width": 3},
        _number("未使用"),
    ]
    note = "使用人为本站。查询捐赠使用情况，请与接收人或本站联系。"
    blocks: list[dict[str, Any]] = [{"table": {"columns": columns, "rows": rows}}, {"text": note}]
    return _volume(f"{year} 年度捐赠公示", station.name, blocks)
