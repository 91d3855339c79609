"""Addresses of the returns."""

from django.urls import path

from liangzhan.reporting.views import return_counts, returns

urlpatterns = [
    path("returns/", returns.ReturnList.as_view(), name="return-list"),
    path("returns/counts/", return_counts.ReturnCounts.as_view(), name="return-counts"),
    path("returns/counts/remind/", return_counts.ReturnRemind.as_view(), name="return-remind"),
    path("returns/forms/", returns.ReturnForms.as_view(), name="return-forms"),
    path("returns/<int:pk>/", returns.ReturnPage.as_view(), name="return-page"),
    path("returns/<int:pk>/words/", returns.ReturnWords.as_view(), name="return-words"),
    path("returns/<int:pk>/note/<str:column>/", returns.ReturnNoteAdd.as_view(), name="return-note"),
    path("returns/<int:pk>/submit/", returns.ReturnSubmit.as_view(), name="return-submit"),
    path("returns/<int:pk>/accept/", returns.ReturnAccept.as_view(), name="return-accept"),
    path("returns/<int:pk>/send-back/", returns.ReturnSendBack.as_view(), name="return-send-back"),
    path("returns/<int:pk>/correct/", returns.ReturnCorrect.as_view(), name="return-correct"),
    path("returns/<int:pk>/versions/", returns.ReturnVersions.as_view(), name="return-versions"),
    path("returns/<int:pk>/file/", returns.ReturnFile.as_view(), name="return-file"),
]
