"""The machine's nginx with our own deploy/nginx.conf, on free ports."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import requests
import trustme
from requests.adapters import HTTPAdapter

from tests.services.portal import ROOT
from tests.services.servers import find, lacking, wait_until
from tests.sink import free_port

HOST = "trials.hospital.example"
AROUND = """
pid {folder}/pid;
error_log {folder}/error.log;
{user}
events {{ worker_connections 512; }}
http {{
    types {{ text/html html; text/css css; }}
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class From(HTTPAdapter):
    """Sends from a given address, so that limits count it as another network."""

    def __init__(self, source: str) -> None:
        self.source = source
        super().__init__()

    def init_poolmanager(self, *args: object, **values: object) -> None:
        """Bind each connection."""
        super().init_poolmanager(*args, source_address=(self.source, 0), **values)


class Front:
    """Nothing of the site's file is changed but ports, folders and names of files."""

    def __init__(self, upstream: int) -> None:
        if not find("nginx"):
            lacking("nginx is not installed")
        self.folder = Path(tempfile.mkdtemp(prefix="portal-front-"))
        self.port, self.plain_port = free_port(), free_port()
        self.base = f"https://127.0.0.1:{self.port}"
        for name in ("cache", "ssl", "log"):
            (self.folder / name).mkdir()
        self.certify()
        site = (ROOT / "deploy" / "nginx.conf").read_text()
        (self.folder / "site.conf").write_text(self.moved(site, upstream))
        user = "user root;" if os.geteuid() == 0 else ""
        around = AROUND.format(folder=self.folder, user=user)
        (self.folder / "nginx.conf").write_text(around)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [find("nginx"), "-p", str(self.folder), "-c", "nginx.conf"]
        self.process = subprocess.Popen(
            [*command, "-g", "daemon off;"], cwd=self.folder, start_new_session=True
        )
        wait_until(self.answers, "nginx answering")

    def kill(self) -> None:
        """End it with all its children, as a power cut would."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def certify(self) -> None:
        """Make a certificate as the documents say where it lies."""
        authority = trustme.CA()
        cert = authority.issue_cert(HOST, "127.0.0.1")
        cert.private_key_pem.write_to_path(self.folder / "ssl" / "key.pem")
        chain = self.folder / "ssl" / "fullchain.pem"
        for part in cert.cert_chain_pems:
            part.write_to_path(chain, append=True)
        self.trust = str(self.folder / "trust.pem")
        authority.cert_pem.write_to_path(self.trust)

    def moved(self, site: str, upstream: int) -> str:
        """Return the file with ports and folders of this test."""
        site = re.sub(r"\n *listen \[::\].*", "", site)
        site = site.replace("listen 80 ", f"listen 127.0.0.1:{self.plain_port} ")
        site = site.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ")
        site = site.replace("127.0.0.1:8000", f"127.0.0.1:{upstream}")
        site = site.replace("/var/cache/nginx/portal", f"{self.folder}/cache")
        site = site.replace("/etc/ssl/portal", f"{self.folder}/ssl")
        site = site.replace("/srv/portal/deploy", str(ROOT / "deploy"))
        return site.replace("/var/log/nginx", f"{self.folder}/log")

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            self.ask("GET", "/healthz", timeout=3)
        except requests.RequestException:
            return False
        return True

    def ask(
        self,
        method: str,
        path: str,
        *,
        timeout: float = 20,
        source: str = "127.0.0.1",
        **values: object,
    ) -> requests.Response:
        """Send these very headers, from one of this machine's addresses."""
        headers = {"Accept-Encoding": None, "Host": HOST, **values.pop("headers", {})}
        with requests.Session() as session:
            session.mount(self.base, From(source))
            return session.request(
                method,
                f"{self.base}{path}",
                headers=headers,
                verify=self.trust,
                timeout=timeout,
                allow_redirects=False,
                **values,
            )

    def close(self) -> None:
        """End it and remove what it wrote."""
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
