"""Addresses of the room. Those of allauth stand beside, see liangzhan/urls.py and closed_urls.py."""

from django.urls import path

from liangzhan.accounts.views import activation, bulk, deeds, inviting, own, users

app_name = "accounts"

OWN = [
    path("me", own.Me.as_view(), name="me"),
    path("me/post", own.ChoosePost.as_view(), name="choose-post"),
    path("me/sign-out-everywhere", own.SignOutEverywhere.as_view(), name="sign-out-everywhere"),
    path("activate/", activation.AcceptInvitation.as_view(), name="accept-invitation"),
]
USERS = [
    path("users/", users.UserList.as_view(), name="user-list"),
    path("users/export.xlsx", users.UserExport.as_view(), name="user-export"),
    path("users/<int:pk>/", users.UserPage.as_view(), name="user-page"),
    path("users/<int:pk>/post/", deeds.GivePost.as_view(), name="give-post"),
    path("users/<int:pk>/resend/", inviting.Resend.as_view(), name="resend"),
    path("users/<int:pk>/deactivate/", deeds.Deactivate.as_view(), name="deactivate"),
    path("users/<int:pk>/reactivate/", deeds.Reactivate.as_view(), name="reactivate"),
    path("users/<int:pk>/unlock/", deeds.Unlock.as_view(), name="unlock"),
    path("users/<int:pk>/reset-factor/", deeds.ResetFactor.as_view(), name="reset-factor"),
    path("posts/<int:pk>/end/", deeds.EndPost.as_view(), name="end-post"),
    path("posts/<int:pk>/hand-over/", deeds.HandOver.as_view(), name="hand-over"),
    path("invitations/<int:pk>/revoke/", deeds.RevokeInvitation.as_view(), name="revoke-invitation"),
]
INVITING = [
    path("invite/", inviting.Invite.as_view(), name="invite"),
    path("invite/slip/", inviting.SlipPage.as_view(), name="slip"),
    path("invite/slip.pdf", inviting.SlipPdf.as_view(), name="slip-pdf"),
    path("invite/many/", bulk.BulkUpload.as_view(), name="bulk-upload"),
    path("invite/many/template.xlsx", bulk.BulkTemplate.as_view(), name="bulk-template"),
    path("invite/many/<uuid:uuid>/", bulk.BulkPreview.as_view(), name="bulk-preview"),
    path("invite/many/<uuid:uuid>/errors.xlsx", bulk.BulkErrors.as_view(), name="bulk-errors"),
]
urlpatterns = [*OWN, *USERS, *INVITING]
