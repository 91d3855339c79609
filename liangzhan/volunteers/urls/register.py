"""The register of volunteers, and their insurance."""

from django.urls import path

from liangzhan.volunteers.views import insurance, register, register_deeds
from liangzhan.volunteers.views import own_register as own

V = "register/<uuid:uuid>/"
urlpatterns = [
    path("join/<int:pk>/", own.Join.as_view(), name="join"),
    path("code/<uuid:uuid>/", own.EnterCode.as_view(), name="code"),
    path("again/", own.Again.as_view(), name="again"),
    path("left/", own.OwnLeft.as_view(), name="own-left"),
    path("me/", own.OwnHome.as_view(), name="own-home"),
    path("me/confirm/", own.OwnConfirm.as_view(), name="own-confirm"),
    path("me/edit/", own.OwnEdit.as_view(), name="own-edit"),
    path("me/quit/", own.OwnQuit.as_view(), name="own-quit"),
    path("me/phones/", own.OutOfUse.as_view(), name="own-phones"),
    path("register/", register.VolunteerList.as_view(), name="volunteer-list"),
    path("register/export/", register.VolunteerExport.as_view(), name="volunteer-export"),
    path("register/add/", register.VolunteerAdd.as_view(), name="volunteer-add"),
    path(V, register.VolunteerPage.as_view(), name="volunteer-page"),
    path(f"{V}confirm/", register_deeds.Confirm.as_view(), name="volunteer-confirm"),
    path(f"{V}suspend/", register_deeds.Suspend.as_view(), name="volunteer-suspend"),
    path(f"{V}resume/", register_deeds.Resume.as_view(), name="volunteer-resume"),
    path(f"{V}quit/", register_deeds.Leave.as_view(), name="volunteer-quit"),
    path(f"{V}national/", register_deeds.National.as_view(), name="volunteer-national"),
    path(f"{V}code/", register_deeds.DeskCode.as_view(), name="volunteer-code"),
    path(f"{V}transfer/", register_deeds.Transfer.as_view(), name="volunteer-transfer"),
    path(f"{V}arrival/<slug:answer>/", register_deeds.Arrival.as_view(), name="volunteer-arrival"),
    path("policies/", insurance.PolicyList.as_view(), name="policy-list"),
    path("policies/add/", insurance.PolicyAdd.as_view(), name="policy-add"),
    path("policies/<uuid:uuid>/members/", insurance.PolicyMembers.as_view(), name="policy-members"),
]
