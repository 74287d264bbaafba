"""Addresses of the employers' portal, below /unit/."""

from django.urls import path

from gongju.portals.employer.views import (
    access,
    cases,
    files,
    home,
    links,
    messages,
    moves,
    particulars,
    staff,
    starting,
    territory,
)

app_name = "employer"
urlpatterns = [
    path("", home.home, name="home"),
    path("register/", access.register, name="register"),
    path("info/", particulars.overview, name="info"),
    path("info/<str:name>/", particulars.part, name="part"),
    path("territory/", territory.choose, name="territory"),
    path("papers/", files.listed, name="papers"),
    path("statements/<slug:name>.pdf", files.statement, name="statement"),
    path("papers/<uuid:document_id>/", files.paper, name="document"),
    path("papers/<uuid:document_id>/remove/", files.remove, name="remove_paper"),
    path("files/<int:version_id>/page/<int:page>/", files.page_picture, name="page"),
    path("files/<int:version_id>/", files.original, name="original"),
    path("access/", access.access, name="access"),
    path("access/open/", access.begin, name="begin_access"),
    path("code/", home.code, name="code"),
    path("links/", links.waiting, name="links"),
    path("links/<int:employment_id>/", links.confirm, name="confirm"),
    path("links/<int:employment_id>/refuse/", links.refuse, name="refuse"),
    path("staff/", staff.listed, name="staff"),
    path("staff/export/", staff.export, name="staff_export"),
    path("staff/start/<slug:type>/", starting.many, name="start_many"),
    path("staff/<int:employment_id>/start/<slug:type>/", starting.one, name="start"),
    path("staff/<int:employment_id>/", staff.employee, name="employee"),
    path("staff/<int:employment_id>/contract/", links.contract, name="contract"),
    path("staff/<int:employment_id>/release/", staff.let_go, name="release"),
    path("cases/", cases.listed, name="cases"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/answers/", cases.answer, name="answer"),
    path("cases/<str:number>/papers/", cases.paper, name="paper"),
    path("cases/<str:number>/moves/<str:name>/", moves.move_case, name="move"),
    path("quota/", home.quota, name="quota"),
    path("messages/", messages.listed, name="messages"),
    path("messages/<int:message_id>/", messages.message, name="message"),
]
