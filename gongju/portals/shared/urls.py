"""Addresses that belong to no portal: the size of the type, and the page of all parts."""

from django.urls import path

from gongju.portals.shared import pages, views

app_name = "shared"
urlpatterns = [
    path("type-size/", pages.remember_size, name="type_size"),
    path("parts/", views.parts, name="parts"),
]
