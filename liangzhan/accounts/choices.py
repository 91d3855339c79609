"""Words of accounts."""

from django.db import models

POST_KEY = "post"  # in the session: the one post the user narrowed himself to


class InvitationState(models.TextChoices):
    OPEN = "OPEN", "待激活"
    ACCEPTED = "ACCEPTED", "已激活"
    REVOKED = "REVOKED", "已撤销"


class AccountEvent(models.TextChoices):
    """Names of recorded services of this room."""

    INVITED = "account.invited", "邀请用户"
    INVITED_MANY = "account.invited_many", "批量邀请用户"
    ACTIVATED = "account.activated", "激活账户"
    INVITATION_REVOKED = "account.invitation_revoked", "撤销邀请"
    GRANTED = "grant.given", "授予岗位"
    GRANT_ENDED = "grant.ended", "结束岗位"
    POST_HANDED_OVER = "post.handed_over", "移交岗位"
    LOCKED = "account.locked", "锁定账户"
    UNLOCKED = "account.unlocked", "解除锁定"
    FACTOR_RESET = "account.factor_reset", "重置第二因素"
    PASSWORD_RESET = "account.password_reset", "重发激活码"  # noqa: S105 -- an event name
    DEACTIVATED = "account.deactivated", "停用账户"
    REACTIVATED = "account.reactivated", "恢复账户"
    SIGNED_OUT_EVERYWHERE = "account.signed_out", "退出所有登录"
    FACTOR_ADDED = "account.factor_added", "添加第二因素"
    FACTOR_REMOVED = "account.factor_removed", "移除第二因素"
    SIGNED_IN = "account.signed_in", "登录"
    DEMO_MADE = "account.demo", "建立演示账户"
    PASS_CODE_MADE = "pass.code", "生成通行码"  # noqa: S105 -- an event name
    PASS_TRIED = "pass.tried", "凭通行码领取本人通行"  # noqa: S105 -- an event name
    PASS_ENDED = "pass.ended", "停用本人通行"  # noqa: S105 -- an event name
