"""The weekly digest: subscriptions, issues composed from what the week brought, and their sending."""
