"""Which requests people made: the words that programs put into their user agent."""

import re

BOT = re.compile(
    r"bot|crawl|spider|slurp|scan|monitor|check|fetch|index|preview|archiv|feed|headless|lighthouse|validator"
    r"|^(curl|wget|python|java|go-http|okhttp|axios|node|ruby|perl|php|libwww|apache-|httpx?|postman)",
    re.IGNORECASE,
)
BROWSER = re.compile(r"^(Mozilla|Opera)/")


def is_person(user_agent: str) -> bool:
    """Whether a browser asked that does not call itself a program. Without a name it is none."""
    return bool(BROWSER.match(user_agent)) and not BOT.search(user_agent)
