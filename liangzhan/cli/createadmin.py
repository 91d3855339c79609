"""`liangzhan createadmin ROLE NAME`: the first system, security and audit administrator, each with an activation code."""

import argparse

from liangzhan.access.actor import Actor

KINDS = {"system": "SYSTEM_ADMIN", "security": "SECURITY_ADMIN", "audit": "AUDIT_ADMIN"}


def add(parser: argparse.ArgumentParser) -> None:
    """Which administrator, who, and where the slip goes."""
    parser.add_argument("kind", choices=sorted(KINDS), help="system 系统管理员，security 安全管理员，audit 审计管理员")
    parser.add_argument("name", help="显示名")
    parser.add_argument("--username", default="", help="用户名（默认由平台给出）")


def run(args: argparse.Namespace) -> int:
    """Open the account and print the code once. Three persons: a user name that is taken is refused."""
    from liangzhan.access.roles import Role  # noqa: PLC0415 -- app ready
    from liangzhan.accounts.services.invitations import invite_to_post  # noqa: PLC0415 -- app ready

    role = Role(KINDS[args.kind])
    by = Actor.system("建立管理员")
    invitation, code = invite_to_post(display_name=args.name, role=role, username=args.username, by=by)
    print(f"{role.label}已建立，请把下面三行当面交给本人，激活码只显示这一次：")
    print(f"  用户名    {invitation.user.username}")
    print(f"  激活码    {code}")
    print(f"  有效期至  {invitation.expires_at:%Y-%m-%d}")
    print("激活地址：平台网址后加 /accounts/activate/ 。首次登录时要启用第二因素。")
    return 0
