"""A hospital's sign-in service as a real process, with keys that a test holds too."""

import json
import shutil
import subprocess
from pathlib import Path

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.services.oidc.between import Between
from tests.services.servers import find, lacking, wait_until

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
INSTALLED = ROOT / "var" / "tests" / "oidc"
CLIENT, SECRET = "portal", "a-secret-of-the-tests-" + "x" * 20
PEOPLE = {
    "invited": {"email": "invited@hospital.example", "name": "Ida Invited"},
    "grouped": {"email": "grouped@hospital.example", "groups": ["trials", "others"]},
    "stranger": {"email": "stranger@hospital.example"},
    "member": {"email": "member@hospital.example", "factor": True},
    "emergency": {"email": "Admin@hospital.example", "groups": ["trials"]},
    "unproven": {"email": "member@hospital.example", "email_verified": False},
}
STAFF = """
from django.contrib.auth.models import User
from django.utils import timezone
from contacts.models import Membership, Team
from contacts.teams.actions.invitations import send_invitation
team = Team.objects.create(name="Trials")
people = [
    User.objects.create_user(who, who, "a long pass phrase")
    for who in ("admin@hospital.example", "member@hospital.example")
]
admin, member = people
Membership.objects.create(team=team, user=member)
send_invitation(team=team, email="Invited@hospital.example", role="COORDINATOR",
    user=admin, now=timezone.now(), by="user:1")
"""


class SignInService:
    """npm's oidc-provider behind somebody who may change what it says."""

    def __init__(self, folder: Path, portal: str) -> None:
        install()
        self.between = Between()
        self.issuer = self.between.base
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        own = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key))
        about = {
            "client": {
                "client_id": CLIENT,
                "client_secret": SECRET,
                "redirect_uris": [f"{portal}/staff/sign-in/hospital/back/"],
                "post_logout_redirect_uris": [f"{portal}/staff/sign-in/"],
            },
            "jwks": {"keys": [{**own, "kid": "first", "use": "sig", "alg": "RS256"}]},
            "people": {n: {"email_verified": True, **p} for n, p in PEOPLE.items()},
        }
        (folder / "oidc.json").write_text(json.dumps(about))
        self.log = (folder / "oidc.log").open("wb")
        self.process = subprocess.Popen(
            [
                *(find("node") or "node", INSTALLED / "provider.mjs"),
                *(str(self.between.inner), self.issuer, folder / "oidc.json"),
            ],
            cwd=INSTALLED,
            stderr=self.log,
        )
        wait_until(self.answers, "the sign-in service answering")

    def answers(self) -> bool:
        """Whether it is up."""
        inside = f"http://127.0.0.1:{self.between.inner}"
        where = f"{inside}/.well-known/openid-configuration"
        try:
            return requests.get(where, timeout=2).ok
        except requests.RequestException:
            return False

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait()
        self.log.close()
        self.between.close()


def install() -> None:
    """Fetch it once, by the lock; without npm the tests have to be left out."""
    if find("npm") is None or find("node") is None:
        lacking("npm is not installed")
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", "provider.mjs"):
        shutil.copy(HERE / name, INSTALLED / name)
    if (INSTALLED / "node_modules" / "oidc-provider").is_dir():
        return
    command = [find("npm") or "npm", "ci", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=INSTALLED, check=False).returncode:
        lacking("npm could not fetch oidc-provider")
