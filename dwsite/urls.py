"""Addresses of the site: the public pages at the root, the editors' desk under `admin/`."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("archive.urls")),
]
