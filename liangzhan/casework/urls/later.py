"""Addresses of referral, closing, follow-up, side states and transfer."""

from django.urls import path

from liangzhan.casework.views import closing, incoming, own_file, referral, sides, volume

C = "cases/<int:pk>/"
urlpatterns = [
    path(f"{C}closing/", closing.ClosingAdd.as_view(), name="closing-add"),
    path("closings/<int:pk>/", closing.ClosingPage.as_view(), name="closing-page"),
    path("closings/<int:pk>/approve/", closing.ClosingApprove.as_view(), name="closing-approve"),
    path("closings/<int:pk>/return/", closing.ClosingReturn.as_view(), name="closing-return"),
    path("closings/<int:pk>/alone/", closing.ClosingAlone.as_view(), name="closing-alone"),
    path("follow-ups/<int:pk>/", closing.FollowUpDone.as_view(), name="follow-up-done"),
    path(f"{C}referral/", referral.ReferralAdd.as_view(), name="referral-add"),
    path(f"{C}referral/consent/", referral.ReferralConsent.as_view(), name="referral-consent"),
    path("referrals/<int:pk>/", referral.ReferralPage.as_view(), name="referral-page"),
    path("referrals/<int:pk>/again/", referral.ReferralAgain.as_view(), name="referral-again"),
    path("referrals/<int:pk>/settle/", referral.ReferralSettle.as_view(), name="referral-settle"),
    path("referrals/<int:pk>/letter/", referral.ReferralLetter.as_view(), name="referral-letter"),
    path("incoming/", incoming.IncomingList.as_view(), name="incoming-list"),
    path("incoming/<int:pk>/", incoming.IncomingPage.as_view(), name="incoming-page"),
    path("incoming/<int:pk>/answer/", incoming.IncomingAnswer.as_view(), name="incoming-answer"),
    path(f"{C}suspend/", sides.CaseSuspend.as_view(), name="case-suspend"),
    path(f"{C}resume/", sides.CaseResume.as_view(), name="case-resume"),
    path(f"{C}reopen/", sides.CaseReopen.as_view(), name="case-reopen"),
    path(f"{C}transfer/", sides.CaseTransfer.as_view(), name="case-transfer"),
    path("stranded/", sides.StrandedList.as_view(), name="stranded-list"),
    path(f"{C}own-file/", own_file.OwnFile.as_view(), name="own-file"),
    path(f"{C}volume/", volume.CaseVolume.as_view(), name="case-volume"),
]
