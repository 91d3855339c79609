"""Users and their posts; passes of people without an account."""

from liangzhan.accounts.models.passes import Pass, PassCode
from liangzhan.accounts.models.users import Grant, Invitation, SignInCounter, User, UserManager

__all__ = ["Grant", "Invitation", "Pass", "PassCode", "SignInCounter", "User", "UserManager"]
