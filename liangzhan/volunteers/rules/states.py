"""States of a service record, a dispute and an anomaly (domain.md 6.7)."""

from liangzhan.toolkit.transitions import Table

RECORD_STATES = Table(
    {
        "RECORDED": ("CONFIRMED", "DISPUTED", "REJECTED"),
        "CONFIRMED": ("VERIFIED", "DISPUTED", "REJECTED"),
        "VERIFIED": ("DISPUTED", "REJECTED", "CONFIRMED"),
        "DISPUTED": ("CONFIRMED", "VERIFIED", "RECORDED", "REJECTED"),
    }
)
DISPUTE_STATES = Table({"OPEN": ("UPHELD", "DISMISSED")})
ANOMALY_STATES = Table({"OPEN": ("EXPLAINED", "CONFIRMED")})


def verifier_problem(*, himself: bool) -> str:
    """Why this person may not verify, or "": nobody verifies what he confirmed himself (four eyes).

    In a station of one person the committee, the street or an area supervisor is the second person.
    """
    if himself:
        return "您已经确认过这条记录，要由另一个人核实；站点只有一人时，请两委、乡镇（街道）或者督导核实。"
    return ""


def own_problem(served: int, deciding: int) -> str:
    """Why this person may not decide, or "": the hours are his own (persons by id, whatever account he uses)."""
    return "这是您本人的服务记录，要由另一个人办理。" if served == deciding else ""


def approver_problem(*, himself: bool) -> str:
    """Why this person may not approve a back entry, or "": whoever asked for it (domain.md 6.7: second approver)."""
    if himself:
        return "补录是您申请的，要由另一个人审批；站点只有一人时，请两委、乡镇（街道）或者督导审批。"
    return ""
