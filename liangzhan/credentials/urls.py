"""Addresses of the room. `pk` is that of the row named before it; persons are named by their uuid."""

from django.urls import path

from liangzhan.credentials.views import awards, clearance, commitments, learning, roster, training

app_name = "credentials"

TRAININGS = [
    path("trainings/", training.TrainingList.as_view(), name="training-list"),
    path("trainings/add/", training.TrainingAdd.as_view(), name="training-add"),
    path("trainings/<int:pk>/", training.TrainingPage.as_view(), name="training-page"),
    path("trainings/<int:pk>/edit/", training.TrainingEdit.as_view(), name="training-edit"),
    path("trainings/<int:pk>/open/", training.TrainingOpen.as_view(), name="training-open"),
    path("trainings/<int:pk>/cancel/", training.TrainingCancel.as_view(), name="training-cancel"),
    path("trainings/<int:pk>/enrol/", roster.EnrolSelf.as_view(), name="enrol-self"),
    path("trainings/<int:pk>/enrol/people/", roster.EnrolPeople.as_view(), name="enrol-people"),
    path("trainings/<int:pk>/seats/", roster.Seats.as_view(), name="seats"),
    path("trainings/<int:pk>/seats/fix/", roster.SeatsFix.as_view(), name="seats-fix"),
    path("trainings/<int:pk>/completion/", roster.Completion.as_view(), name="completion"),
    path("trainings/<int:pk>/completion/<int:line>/", roster.CompletionCorrect.as_view(), name="completion-correct"),
    path("trainings/<int:pk>/roster.xlsx", roster.RosterExport.as_view(), name="roster-export"),
    path("trainings/<int:pk>/roster.pdf", roster.RosterPaper.as_view(), name="roster-paper"),
    path("enrolments/<int:pk>/withdraw/", roster.EnrolmentWithdraw.as_view(), name="enrolment-withdraw"),
]

LEARNING = [
    path("own/", learning.Own.as_view(), name="own"),
    path("learning/", learning.LearningList.as_view(), name="learning-list"),
    path("learning/add/", learning.LearningAdd.as_view(), name="learning-add"),
    path("learning/add/people/", learning.LearningAddForPeople.as_view(), name="learning-add-for-people"),
    path("learning/<int:pk>/decide/", learning.LearningDecide.as_view(), name="learning-decide"),
    path("learning/<int:pk>/proof/", learning.LearningProof.as_view(), name="learning-proof"),
]

CLEARANCES = [
    path("clearances/", clearance.ClearanceList.as_view(), name="clearance-list"),
    path("clearances/persons/<uuid:uuid>/", clearance.ClearancePage.as_view(), name="clearance-page"),
    path("clearances/<int:pk>/receipt/", clearance.ClearanceReceipt.as_view(), name="clearance-receipt"),
]

AWARDS = [
    path("awards/", awards.AwardList.as_view(), name="award-list"),
    path("awards/export.xlsx", awards.AwardExport.as_view(), name="award-export"),
    path("awards/add/", awards.AwardAdd.as_view(), name="award-add"),
    path("awards/<int:pk>/withdraw/", awards.AwardWithdraw.as_view(), name="award-withdraw"),
    path("awards/<int:pk>/proof/", awards.AwardProof.as_view(), name="award-proof"),
]

COMMITMENTS = [
    path("commitments/", commitments.CommitmentList.as_view(), name="commitment-list"),
    path("commitments/<word:kind>/sign/", commitments.CommitmentSign.as_view(), name="commitment-sign"),
    path(
        "commitments/<word:kind>/persons/<uuid:uuid>/paper/",
        commitments.CommitmentPaper.as_view(),
        name="commitment-paper",
    ),
    path("commitments/<int:pk>/scan/", commitments.CommitmentScan.as_view(), name="commitment-scan"),
    path("commitments/texts/", commitments.CommitmentTextList.as_view(), name="commitment-text-list"),
    path(
        "commitments/texts/<word:kind>/publish/",
        commitments.CommitmentTextPublish.as_view(),
        name="commitment-text-publish",
    ),
    path("commitments/texts/<int:pk>/", commitments.CommitmentTextPage.as_view(), name="commitment-text-page"),
    path("commitments/texts/<int:pk>/form.pdf", commitments.CommitmentForm.as_view(), name="commitment-form"),
]

urlpatterns = [*TRAININGS, *LEARNING, *CLEARANCES, *AWARDS, *COMMITMENTS]
