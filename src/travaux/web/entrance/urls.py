"""The addresses of accounts: those of allauth that a desk with passkeys only has a use for, under its own names."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as webauthn
from django.urls import URLPattern, path

from travaux.web.entrance import arriving, own

urlpatterns: list[URLPattern] = [
    path("", own.page, name="account"),
    path("tokens/", own.make_token, name="token-make"),
    path("tokens/<int:number>/revoke/", own.revoke_token, name="token-revoke"),
    path("sign-in/", arriving.sign_in, name="account_login"),
    path("sign-in/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/recovery/", arriving.recover, name="recover"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("again/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("again/passkey/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("new/", arriving.closed, name="account_signup"),
    path("new/closed/", arriving.closed, name="account_signup_by_passkey"),
    path("new/passkey/", webauthn.signup_webauthn, name="mfa_signup_webauthn"),
    path("passkeys/", own.home, name="mfa_index"),
    path("passkeys/all/", own.home, name="mfa_list_webauthn"),
    path("passkeys/add/", webauthn.add_webauthn, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/rename/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", arriving.remove_passkey, name="mfa_remove_webauthn"),
    path("recovery-codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("recovery-codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
