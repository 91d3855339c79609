"""Certificates, registrations, recognition."""

from django.urls import path

from liangzhan.staff.views import qualification, recognition

urlpatterns = [
    path("workers/<int:pk>/certificates/add/", qualification.CertificateAdd.as_view(), name="certificate-add"),
    path("workers/<int:pk>/degree/", qualification.DegreeEdit.as_view(), name="degree"),
    path("workers/<int:pk>/files/<uuid:uuid>/", qualification.WorkerFile.as_view(), name="worker-file"),
    path("workers/<int:pk>/recognition/", qualification.RecognitionAsk.as_view(), name="recognition-ask"),
    path("workers/<int:pk>/recognition/decide/", recognition.RecognitionDecide.as_view(), name="recognition-decide"),
    path("recognitions/", recognition.RecognitionList.as_view(), name="recognitions"),
    path("certificates/<int:pk>/", qualification.CertificateEdit.as_view(), name="certificate-edit"),
    path("certificates/<int:pk>/registrations/add/", qualification.RegistrationAdd.as_view(), name="registration-add"),
    path("registrations/<int:pk>/", qualification.RegistrationMove.as_view(), name="registration-move"),
]
