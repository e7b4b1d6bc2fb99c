"""The application, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Accounts(AppConfig):
    """Members and their seats."""

    name = "travaux.web.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
