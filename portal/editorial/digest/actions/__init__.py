"""Changes of state of the digest: subscriptions, issues, deliveries."""
