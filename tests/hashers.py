"""Scrypt as the portal calls it, in no time."""

from django.contrib.auth.hashers import ScryptPasswordHasher


class QuickScrypt(ScryptPasswordHasher):
    """Writes what the real one reads, by the same code: only its costs are small."""

    work_factor = 2
    block_size = 1
