"""Addresses of the room."""

from django.urls import path

from liangzhan.reporting.urls import returns
from liangzhan.reporting.views import board, burden, figures, gate, open_data

app_name = "reporting"

urlpatterns = [
    path("", figures.Figures.as_view(), name="figures"),
    path("board/", board.Board.as_view(), name="board"),
    path("board/line.json", board.BoardLine.as_view(), name="board-line"),
    path("board/map.json", board.BoardMap.as_view(), name="board-map"),
    path("file/", figures.FiguresFile.as_view(), name="figures-file"),
    path("tables/", gate.TableList.as_view(), name="table-list"),
    path("tables/ask/", gate.AskTable.as_view(), name="ask-table"),
    path("tables/<uuid:uuid>/", gate.TablePage.as_view(), name="table-page"),
    path("tables/<uuid:uuid>/fill/", gate.FillTable.as_view(), name="table-fill"),
    path("tables/<uuid:uuid>/submit/", gate.SubmitTable.as_view(), name="table-submit"),
    path("tables/<uuid:uuid>/urgent/", gate.StartUrgent.as_view(), name="table-urgent"),
    path("tables/<uuid:uuid>/decide/", gate.DecideTable.as_view(), name="table-decide"),
    path("tables/<uuid:uuid>/withdraw/", gate.WithdrawTable.as_view(), name="table-withdraw"),
    path("tables/<uuid:uuid>/columns/<int:position>/", gate.SettleColumn.as_view(), name="table-column"),
    path("burden/", burden.BurdenPage.as_view(), name="burden"),
    path("open/", open_data.OpenList.as_view(), name="open-list"),
    path("open/stations/", open_data.OpenStations.as_view(), name="open-stations"),
    path("open/freeze/", open_data.FreezeRelease.as_view(), name="freeze-release"),
    path("open/<uuid:uuid>/", open_data.OpenPage.as_view(), name="open-page"),
    path("open/<uuid:uuid>/file/", open_data.OpenFile.as_view(), name="open-file"),
    *returns.urlpatterns,
    path("<str:code>/", figures.FigurePage.as_view(), name="figure"),
]
