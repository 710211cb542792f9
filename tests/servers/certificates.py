# SPDX-License-Identifier: Apache-2.0
"""Certificates for servers of tests, made by openssl: an authority, what it signed, and another authority."""

import pathlib
import subprocess

from common import need

DAYS = "2"


def openssl(*arguments):
    done = subprocess.run([need("openssl", "certificates"), *map(str, arguments)], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.strip()[-500:]}")


class Authority:
    """`folder`/NAME.crt, and a key that signs others."""

    def __init__(self, folder, name="ca"):
        self.folder = pathlib.Path(folder)
        self.certificate = self.folder / f"{name}.crt"
        self.key = self.folder / f"{name}.key"
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", DAYS, "-subj", f"/CN=argus test {name}",
                "-addext", "basicConstraints=critical,CA:TRUE", "-keyout", self.key, "-out", self.certificate)

    def sign(self, name, alternatives=""):
        """(certificate, key) of `name`; `alternatives` as openssl has them: "IP:127.0.0.1,DNS:broker"."""
        certificate, key = self.folder / f"{name}.crt", self.folder / f"{name}.key"
        request, extensions = self.folder / f"{name}.csr", self.folder / f"{name}.ext"
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", f"/CN={name}", "-keyout", key, "-out", request)
        extensions.write_text(f"subjectAltName={alternatives}\n" if alternatives else "", encoding="utf-8")
        openssl("x509", "-req", "-in", request, "-CA", self.certificate, "-CAkey", self.key, "-CAcreateserial",
                "-days", DAYS, "-extfile", extensions, "-out", certificate)
        return certificate, key
