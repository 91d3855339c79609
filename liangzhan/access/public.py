"""Pages that open without an action, each with the reason. A stale entry fails tests/house/test_urls.py."""

PUBLIC_URLS: dict[str, str] = {
    "account_login": "登录页",
    "account_logout": "退出，只对已登录者有意义",
    "account_inactive": "说明账户已停用",
    "account_reauthenticate": "再次确认密码，allauth 自己要求已登录",
    "mfa_authenticate": "登录的第二步，此时尚无会话身份",
    "mfa_login_webauthn": "用通行密钥登录",
    "mfa_reauthenticate": "用第二因素再次确认，allauth 自己要求已登录",
    "mfa_reauthenticate_webauthn": "用通行密钥再次确认，allauth 自己要求已登录",
    "accounts:accept-invitation": "受邀人凭一次性邀请码设置密码，此时尚无账户",
    "documents:verify": "任何人凭编号和校验码核验文书真伪，只显示遮盖后的内容",
    "home:elder": "切换大字版，只写一个显示用的 Cookie",
    "home:health": "供监控探测存活，只回答 ok",
}
