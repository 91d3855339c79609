"""Addresses of the room. `pk` of a section is the station's; of a part (sign, room, paper) its own."""

from django.urls import path

from liangzhan.stations.views import committee, papers, people, register, roster, sign, site, standing, state

app_name = "stations"

REGISTER = [
    path("", register.StationList.as_view(), name="station-list"),
    path("export.xlsx", register.StationExport.as_view(), name="station-export"),
    path("<int:pk>/", register.StationPage.as_view(), name="station-page"),
    path("<int:pk>/edit/", register.StationEdit.as_view(), name="station-edit"),
    path("<int:pk>/state/", state.StateMoves.as_view(), name="state"),
    path("<int:pk>/state/<word:to>/", state.StateMove.as_view(), name="state-move"),
    path("<int:pk>/closing/<word:item>/", state.ClosingItemSettle.as_view(), name="closing-item"),
    path("<int:pk>/files/<uuid:uuid>/", state.StationFile.as_view(), name="station-file"),
]

PLACE = [
    path("<int:pk>/site/", site.SiteEdit.as_view(), name="site-edit"),
    path("<int:pk>/rooms/", site.Rooms.as_view(), name="rooms"),
    path("<int:pk>/rooms/add/", site.RoomAdd.as_view(), name="room-add"),
    path("rooms/<int:pk>/", site.RoomEdit.as_view(), name="room-edit"),
    path("rooms/<int:pk>/remove/", site.RoomRemove.as_view(), name="room-remove"),
    path("rooms/<int:pk>/photos/add/", site.RoomPhotoAdd.as_view(), name="room-photo-add"),
    path("rooms/<int:pk>/photos/<int:photo>/remove/", site.RoomPhotoRemove.as_view(), name="room-photo-remove"),
    path("<int:pk>/equipment/", site.EquipmentEdit.as_view(), name="equipment"),
    path("<int:pk>/hours/", site.Hours.as_view(), name="hours"),
    path("<int:pk>/staffing/", people.Staffing.as_view(), name="staffing"),
    path("<int:pk>/partners/", people.Partners.as_view(), name="partners"),
    path("<int:pk>/partners/add/", people.PartnerAdd.as_view(), name="partner-add"),
    path("partners/<int:pk>/", people.PartnerEdit.as_view(), name="partner-edit"),
]

SIGNS = [
    path("<int:pk>/signs/", sign.Signs.as_view(), name="signs"),
    path("<int:pk>/signs/add/", sign.SignAdd.as_view(), name="sign-add"),
    path("signs/<int:pk>/", sign.SignEdit.as_view(), name="sign-edit"),
    path("signs/<int:pk>/remove/", sign.SignRemove.as_view(), name="sign-remove"),
    path("signs/<int:pk>/photo/", sign.SignPhoto.as_view(), name="sign-photo"),
    path("sign-patterns/<word:kind>/", sign.SignPattern.as_view(), name="sign-pattern"),
    path("sign-templates/", sign.SignTemplateList.as_view(), name="sign-template-list"),
    path("sign-templates/upload/", sign.SignTemplateUpload.as_view(), name="sign-template-upload"),
]

STANDING = [
    path("<int:pk>/standing/", standing.StandingPage.as_view(), name="standing"),
    path("<int:pk>/standing/edit/", standing.StandingEdit.as_view(), name="standing-edit"),
    path("standings/<int:pk>/register/", standing.Register.as_view(), name="standing-register"),
    path("standings/<int:pk>/apply/", standing.Apply.as_view(), name="standing-apply"),
    path("standings/<int:pk>/committee/", standing.ConfirmCommittee.as_view(), name="filing-committee"),
    path(
        "standings/<int:pk>/committee/paper/", standing.ConfirmCommitteeOnPaper.as_view(), name="filing-committee-paper"
    ),
    path("standings/<int:pk>/committee/return/", standing.ReturnByCommittee.as_view(), name="filing-committee-return"),
    path("standings/<int:pk>/street/", standing.ConfirmStreet.as_view(), name="filing-street"),
    path("standings/<int:pk>/street/paper/", standing.ConfirmStreetOnPaper.as_view(), name="filing-street-paper"),
    path("standings/<int:pk>/street/return/", standing.ReturnByStreet.as_view(), name="filing-street-return"),
    path("standings/<int:pk>/street/lapse/", standing.Lapse.as_view(), name="standing-lapse"),
    path("standings/<int:pk>/lapse/", standing.LapseByStation.as_view(), name="standing-lapse-own"),
    path("filings/committee/", standing.FilingCommitteeList.as_view(), name="filing-committee-list"),
    path("filings/street/", standing.FilingStreetList.as_view(), name="filing-street-list"),
]

PAPERS = [
    path("<int:pk>/systems/", papers.Systems.as_view(), name="systems"),
    path("<int:pk>/systems/adopt/", papers.AdoptModels.as_view(), name="systems-adopt"),
    path("<int:pk>/systems/<word:kind>/", papers.SystemEdit.as_view(), name="system-edit"),
    path("systems/<int:pk>/", papers.SystemPage.as_view(), name="system-page"),
    path("systems/<int:pk>/posted/", papers.SystemPost.as_view(), name="system-post"),
    path("<int:pk>/mechanism/", papers.Mechanism.as_view(), name="mechanism"),
    path("<int:pk>/mechanism/adopt/", papers.AdoptMechanism.as_view(), name="mechanism-adopt"),
    path("<int:pk>/declarations/<word:item>/", papers.DeclarationPage.as_view(), name="declaration"),
    path("declarations/<int:pk>/withdraw/", papers.DeclarationWithdraw.as_view(), name="declaration-withdraw"),
]

COMMITTEE = [
    path("<int:pk>/opinions/", committee.Opinions.as_view(), name="opinions"),
    path("<int:pk>/opinions/<word:kind>/", committee.OpinionWrite.as_view(), name="opinion-write"),
    path("<int:pk>/opinions/<word:kind>/paper/", committee.OpinionPaper.as_view(), name="opinion-paper"),
    path("<int:pk>/yearly/", committee.Yearly.as_view(), name="yearly"),
    path("<int:pk>/yearly/add/", committee.YearlyAdd.as_view(), name="yearly-add"),
    path("yearly/<int:pk>/", committee.YearlyEdit.as_view(), name="yearly-edit"),
    path("yearly/<int:pk>/view/", committee.YearlyView.as_view(), name="yearly-view"),
    path("yearly/<int:pk>/submit/", committee.YearlySubmit.as_view(), name="yearly-submit"),
    path("yearly/<int:pk>/confirm/", committee.YearlyConfirm.as_view(), name="yearly-confirm"),
    path("yearly/<int:pk>/paper/", committee.YearlyConfirmOnPaper.as_view(), name="yearly-paper"),
]

ROSTER = [
    path("roster/", roster.RosterUpload.as_view(), name="roster-upload"),
    path("roster/template.xlsx", roster.RosterTemplate.as_view(), name="roster-template"),
    path("roster/<uuid:uuid>/", roster.RosterPreview.as_view(), name="roster-preview"),
    path("roster/<uuid:uuid>/errors.xlsx", roster.RosterErrors.as_view(), name="roster-errors"),
    path("roster/jobs/<uuid:uuid>/", roster.RosterJob.as_view(), name="roster-job"),
    path("roster/jobs/<uuid:uuid>/progress/", roster.RosterProgress.as_view(), name="roster-progress"),
    path("roster/jobs/<uuid:uuid>/errors.xlsx", roster.RosterResult.as_view(), name="roster-result"),
]

urlpatterns = [*REGISTER, *PLACE, *SIGNS, *STANDING, *PAPERS, *COMMITTEE, *ROSTER]
