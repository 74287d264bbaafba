"""Addresses of the officers' portal, below /office/."""

from django.urls import path

from gongju.portals.officer.views import (
    appointments,
    cases,
    employers,
    faults,
    files,
    imports,
    lots,
    moves,
    notices,
    permits,
    releases,
    search,
    work,
)

app_name = "officer"
urlpatterns = [
    path("", work.home, name="home"),
    path("cases/", work.listed, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/next/", work.following, name="following"),
    path("cases/<str:number>/assign/", cases.give, name="assign"),
    path("cases/<str:number>/notices/<str:name>/", notices.notice, name="notice"),
    path("cases/<str:number>/moves/<str:name>/", moves.move_case, name="move"),
    path("cases/<str:number>/faults/", faults.finding, name="finding"),
    path("cases/<str:number>/faults/<int:finding_id>/mended/", faults.mended, name="mended"),
    path("cases/<str:number>/criteria/<str:criterion>/", faults.decide, name="waive"),
    path("cases/<str:number>/papers/", cases.mark, name="mark"),
    path("files/<int:version_id>/page/<int:page>/", files.page_picture, name="page"),
    path("files/<int:version_id>/", files.original, name="original"),
    path("search/", search.search, name="search"),
    path("permits/<str:number>/reissue/", permits.reissue, name="reissue"),
    path("employers/", employers.listed, name="employers"),
    path("employers/<int:employer_id>/", employers.employer, name="employer"),
    path("employers/<int:employer_id>/tags/", employers.tag, name="tag"),
    path("employers/<int:employer_id>/lots/", lots.grant, name="grant"),
    path("appointments/", appointments.day, name="appointments"),
    path("appointments/open/", appointments.open_hours, name="open_slots"),
    path("appointments/slots/<int:slot_id>/close/", appointments.close, name="close_slot"),
    path("appointments/<int:booking_id>/missed/", appointments.missed, name="missed"),
    path("releases/", releases.listed, name="releases"),
    path("releases/<int:request_id>/", releases.release, name="release"),
    path("imports/", imports.imports, name="all_imports"),
    path("imports/<slug:kind>/", imports.imports, name="imports"),
    path("lots/", lots.listed, name="lots"),
    path("lots/<int:lot_id>/", lots.lot, name="lot"),
]
