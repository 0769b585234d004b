"""What the law asks a public site to say: privacy, cookies, accessibility."""
