"""Addresses of the applicant's portal, under /my/."""

from django.urls import path

from gongju.portals.applicant.views import (
    application,
    businesses,
    cases,
    employment,
    expediting,
    home,
    messages,
    papers,
    permits,
    profile,
    registering,
    releasing,
)

app_name = "applicant"
urlpatterns = [
    path("", home.home, name="home"),
    path("register/", registering.register, name="register"),
    path("profile/", profile.overview, name="profile"),
    path("profile/<slug:name>/", profile.part, name="part"),
    path("papers/", papers.papers, name="papers"),
    path("papers/versions/<int:version_id>/", papers.original, name="original"),
    path("papers/versions/<int:version_id>/<int:number>/", papers.page_picture, name="page"),
    path("papers/<uuid:document_id>/", papers.paper, name="paper"),
    path("papers/<uuid:document_id>/replace/", papers.replace, name="replace"),
    path("papers/<uuid:document_id>/remove/", papers.remove, name="remove"),
    path("statements/<slug:name>.pdf", papers.statement, name="statement"),
    path("employer/", employment.employer, name="employer"),
    path("employer/ask/", employment.ask, name="ask_link"),
    path("employer/<int:employment_id>/withdraw/", employment.withdraw, name="withdraw_link"),
    path("employer/<int:employment_id>/left/", releasing.ask, name="ask_release"),
    path("businesses/", businesses.businesses, name="businesses"),
    path("businesses/<slug:type>/", businesses.begin, name="begin"),
    path("cases/", cases.cases, name="cases"),
    path("decisions/", cases.decisions, name="decisions"),
    path("cases/<str:number>/", cases.case, name="case"),
    path("cases/<str:number>/fill/", application.fill, name="fill"),
    path("cases/<str:number>/expedite/", expediting.expedite, name="expedite"),
    path("cases/<str:number>/papers/<slug:material>/", application.give_paper, name="give_paper"),
    path("cases/<str:number>/taken/<int:handed_in_id>/", application.take_paper, name="take_paper"),
    path("cases/<str:number>/<slug:transition>/", cases.move, name="move"),
    path("permits/<str:number>/", permits.permit, name="permit"),
    path("permits/<str:number>/print/", permits.confirmation, name="print"),
    path("permits/<str:number>/reissue/", permits.reissue, name="reissue"),
    path("messages/", messages.messages, name="messages"),
    path("messages/read/", messages.all_opened, name="all_opened"),
    path("messages/<int:message_id>/", messages.opened, name="opened"),
]
