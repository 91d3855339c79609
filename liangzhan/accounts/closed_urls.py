"""Addresses of allauth that are closed. Included before allauth.urls, under the same names."""

from django.urls import path

from liangzhan.accounts.views.closed import FORGOTTEN, NO_MAIL, SIGN_UP, Closed

urlpatterns = [
    path("signup/", Closed.as_view(words=SIGN_UP), name="account_signup"),
    path("email/", Closed.as_view(words=NO_MAIL), name="account_email"),
    path("confirm-email/", Closed.as_view(words=NO_MAIL), name="account_email_verification_sent"),
    path("confirm-email/<str:key>/", Closed.as_view(words=NO_MAIL), name="account_confirm_email"),
    path("login/code/confirm/", Closed.as_view(words=NO_MAIL), name="account_confirm_login_code"),
    path("password/set/", Closed.as_view(words=FORGOTTEN), name="account_set_password"),
    path("password/reset/", Closed.as_view(words=FORGOTTEN), name="account_reset_password"),
    path("password/reset/done/", Closed.as_view(words=FORGOTTEN), name="account_reset_password_done"),
    path("password/reset/key/done/", Closed.as_view(words=FORGOTTEN), name="account_reset_password_from_key_done"),
    path(
        "password/reset/key/<str:uidb36>-<str:key>/",
        Closed.as_view(words=FORGOTTEN),
        name="account_reset_password_from_key",
    ),
]
