"""A person's browser between the portal and a sign-in service."""

import requests

from tests.browser.serving import Server


class Browser:
    """One person's browser, which forgets nothing."""

    def __init__(self, server: Server) -> None:
        self.base, self.session = server.base, requests.Session()

    def begin(self, who: str, after: str = "") -> str:
        """Return the address at the service to which the portal leads."""
        led = self.session.get(
            f"{self.base}/staff/sign-in/hospital/",
            params={"next": after} if after else {},
            allow_redirects=False,
            timeout=30,
        )
        return f"{led.headers['Location']}&login_hint={who}"

    def come_back(self, where: str) -> str:
        """Return the address that leads back to the portal, without going there."""
        while not where.startswith(self.base):
            answer = self.session.get(where, allow_redirects=False, timeout=30)
            where = requests.compat.urljoin(where, answer.headers["Location"])
        return where

    def arrive(self, who: str, after: str = "") -> requests.Response:
        """Go the whole way."""
        back = self.come_back(self.begin(who, after))
        return self.session.get(back, timeout=30)

    def is_inside(self) -> bool:
        """Whether the console opens, or at least the page of second factors."""
        page = self.session.get(f"{self.base}/staff/", timeout=30)
        return "/staff/sign-in/" not in page.url
