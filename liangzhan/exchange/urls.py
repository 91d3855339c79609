"""Addresses of the room."""

from django.urls import path

from liangzhan.exchange.views import bridge, tokens

app_name = "exchange"
B = "batches/<uuid:uuid>/"
urlpatterns = [
    path("batches/", bridge.BatchList.as_view(), name="batch-list"),
    path("batches/add/", bridge.BatchAdd.as_view(), name="batch-add"),
    path(B, bridge.BatchPage.as_view(), name="batch-page"),
    path(f"{B}file/", bridge.BatchFile.as_view(), name="batch-file"),
    path(f"{B}<word:what>/", bridge.BatchBlank.as_view(), name="batch-blank"),
    path(f"{B}receipt/add/", bridge.ReceiptAdd.as_view(), name="receipt-add"),
    path("tokens/", tokens.TokenList.as_view(), name="token-list"),
    path("tokens/add/", tokens.TokenAdd.as_view(), name="token-add"),
    path("tokens/<int:pk>/revoke/", tokens.TokenRevoke.as_view(), name="token-revoke"),
]
