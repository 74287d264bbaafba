"""Addresses of signing in and out."""

from django.urls import path

from gongju.portals.signin import views

app_name = "signin"
urlpatterns = [
    path("", views.choose, name="choose"),
    path("out/", views.leave, name="out"),
    path("<slug:code>/", views.begin, name="begin"),
    path("<slug:code>/back/", views.back, name="back"),
]
