"""The machine's nginx with deploy/nginx.conf, its places moved into one folder."""

import os
import re
import subprocess
from pathlib import Path

import requests

from tests.services.portal import ROOT
from tests.services.servers import find, wait_until
from tests.sink import free_port

MAIN = """daemon off; worker_processes 1; pid {folder}/pid; {user}
error_log {folder}/main.log info;
events {{}}
http {{
  error_log {folder}/inherited.log info;
  access_log {folder}/inherited-access.log;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  include {folder}/site.conf;
}}
"""


class Nginx:
    """One process in front of a portal, without TLS."""

    def __init__(self, folder: Path, portal_port: int, public_path: str = "") -> None:
        self.folder, self.port = folder, free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        folder.mkdir()
        site = moved((ROOT / "deploy/nginx.conf").read_text(), folder, portal_port)
        if public_path:
            # The line that the file holds for it.
            site = site.replace("# rewrite ^/studies(", f"rewrite ^{public_path}(")
        (folder / "site.conf").write_text(self.listening(site))
        (folder / "nginx.conf").write_text(
            # A folder of pytest's is open to nobody else.
            MAIN.format(folder=folder, user="user root;" if os.geteuid() == 0 else "")
        )
        command = [find("nginx") or "nginx", "-p", str(folder), "-c", "nginx.conf"]
        with (folder / "stderr.log").open("wb") as errors:
            self.process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=errors
            )
        wait_until(self.answers, "nginx answering")

    def listening(self, site: str) -> str:
        """Return the site on one free port of this machine, the rest on others."""
        site = re.sub(r"listen \[::\][^;]*;", "", site)
        site = re.sub(r"listen 443[^;]*;", f"listen 127.0.0.1:{self.port};", site)
        return re.sub(r"listen 80\b[^;]*;", f"listen 127.0.0.1:{free_port()};", site)

    def answers(self) -> bool:
        """Whether anything comes back."""
        try:
            requests.get(self.base, timeout=5)
        except requests.RequestException:
            return False
        return True

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()


def moved(site: str, folder: Path, portal_port: int) -> str:
    """Return the site's configuration with its files and the portal elsewhere."""
    site = re.sub(r"^\s*(ssl_\w+|http2) [^;]*;", "", site, flags=re.MULTILINE)
    site = site.replace("/var/cache/nginx/portal", str(folder / "cache"))
    site = site.replace("/var/log/nginx/", f"{folder}/")
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{portal_port}")
    return site.replace("/srv/portal", str(ROOT))
