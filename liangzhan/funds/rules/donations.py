"""Donations: who may lawfully receive, issue a receipt, raise money; what a donation may be used for. Pure; domain.md 8.3."""

from __future__ import annotations

from liangzhan.funds.choices import DonationKind, DonorKind, Party, RaisedBy, ReceiptKind, Spending
from liangzhan.funds.rules.money import is_legal_person, yuan_words


def receiver_problem(receiver: str, kind: str, legal_form: str) -> str:
    """A filed station is no legal person and receives nothing itself; it is the user (domain.md 3.2, 8.3)."""
    if receiver != Party.STATION or is_legal_person(legal_form):
        return ""
    what = {DonationKind.CASH: "捐款", DonationKind.GOODS: "捐赠物资"}.get(DonationKind(kind), "捐赠")
    return (
        f"本站是备案组织，不是法人，不能自己接收{what}。请由居（村）民委员会、乡镇（街道）或慈善组织接收并开具票据，"
        "本站登记为使用人。"
    )


def raising_problem(raised: str, receiver: str, permit: str) -> tuple[str, str]:
    """(field, sentence): public fundraising only with a qualified charity, through its account (慈善法 §22, §26)."""
    if raised != RaisedBy.PUBLIC:
        return "", ""
    if receiver != Party.CHARITY:
        return "receiver", "公开募捐只能与有公开募捐资格的慈善组织合作，款物由该慈善组织接收。"
    if not permit.strip():
        return "charity_permit", "请填写合作慈善组织的公开募捐资格和募捐方案备案编号。"
    return "", ""


def receipt_problem(
    receipt: str, issuer: str, number: str, *, name: str, receiver: str, donor_kind: str, legal_form: str
) -> tuple[str, str]:
    """(field, sentence): every receiver gives a lawful receipt (公益事业捐赠法 §16; 慈善法 §38); `name` is the issuer's."""
    if receipt == ReceiptKind.WAIVED:
        if donor_kind == DonorKind.ORGANISATION:
            return "receipt", "单位捐赠要开具票据。"
        return "", ""
    if not issuer:
        return "issuer", "请选择票据由谁开具。"
    if issuer == Party.STATION and not is_legal_person(legal_form):
        return "issuer", "本站不是法人，不能开具票据，请选择接收捐赠的单位。"
    if receipt == ReceiptKind.FISCAL and issuer == Party.COMMITTEE:
        return "receipt", "财政监制的捐赠票据由慈善组织或政府部门开具，居（村）民委员会请选择合法有效收据。"
    if issuer not in (receiver, Party.STREET, Party.CHARITY):
        return "issuer", "票据由接收人开具；接收人不能开具的，由乡镇（街道）或慈善组织开具。"
    if issuer != receiver and not name.strip():
        return "issuer_name", "请填写票据开具人的名称。"
    if not number.strip():
        return "receipt_no", "请填写票据号。"
    return "", ""


def donor_problem(donor_kind: str, donor_name: str, *, person: bool) -> tuple[str, str]:
    """(field, sentence): an organisation by name, a private person through the register of persons, or nobody."""
    if donor_kind == DonorKind.ORGANISATION and not donor_name.strip():
        return "donor_name", "请填写捐赠单位名称。"
    if donor_kind != DonorKind.ORGANISATION and donor_name.strip():
        return "donor_name", "只有单位捐赠填写单位名称；个人姓名请在个人信息中登记。"
    if person and donor_kind != DonorKind.PERSON:
        return "person_name", "只有个人捐赠填写个人姓名。"
    if donor_kind == DonorKind.PERSON and not person:
        return "person_name", "请填写捐赠人姓名；不愿留名的选择“匿名”。"
    return "", ""


def value_problem(kind: str, items: str, value_basis: str) -> tuple[str, str]:
    """(field, sentence): goods and services say what they are and on what their value rests."""
    if kind == DonationKind.CASH:
        return "", ""
    if not items.strip():
        return "items", "请填写物资或服务的名称和数量。"
    if not value_basis.strip():
        return "value_basis", "请填写价值依据，例如发票、市场价格。"
    return "", ""


def related_problem(related: bool) -> str:
    """No person related to the donor is the named beneficiary (慈善法 §40)."""
    return "捐赠人不能指定其利害关系人作为受益人。" if related else ""


def take_back_problem(left_fen: int, amount_fen: int) -> str:
    """The income of a donation is taken back only while all of it is there: what was spent is taken back first."""
    if left_fen < amount_fen:
        return f"这笔捐赠已使用或待支付 {yuan_words(amount_fen - left_fen)}，请先冲正支出或退回报账。"
    return ""


def void_problem(left_fen: int, amount_fen: int, *, booked: bool) -> str:
    """A donation that was entered by mistake: nothing of it was used, and no money of it stands in the books."""
    if booked and left_fen != 0:
        return "这笔捐款已记入台账，请先由出纳冲正收入凭证，再作废登记。"
    if not booked and left_fen != amount_fen:
        return "这笔捐赠已有使用记录，不能作废。"
    return ""


def use_problem(accounts: list[str], account: str, balance_fen: int, amount_fen: int) -> tuple[str, str]:
    """(field, sentence): never beyond the agreed purpose, never more than is left (公益事业捐赠法 §18)."""
    if accounts and account not in accounts:
        allowed = "、".join(Spending(one).label for one in accounts)
        return "account", f"这笔捐赠约定只能用于{allowed}。要改变用途，请先取得捐赠人书面同意。"
    if amount_fen > balance_fen:
        return "amount", f"这笔捐赠只剩 {yuan_words(balance_fen)}。"
    return "", ""
