"""A certificate authority for tests, and its certificates."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


class Authority:
    """Its own certificate is in `root`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Popquiz tests")])
        signing = x509.KeyUsage(False, False, False, False, False, True, True, False, False)
        root = self._sign(
            self.name,
            self.key.public_key(),
            lambda certificate: certificate.add_extension(
                x509.BasicConstraints(ca=True, path_length=0), critical=True
            ).add_extension(signing, critical=True),
        )
        self.root = folder / "root.pem"
        self.root.write_bytes(root)

    def certificate(self, host: str, age: timedelta = timedelta()) -> Path:
        """A file with the certificate of an IP address, good for an hour, and its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        alternative = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
        certificate = self._sign(
            x509.Name([]),
            key.public_key(),
            lambda certificate: certificate.add_extension(alternative, critical=True),
            age,
        )
        file = self.folder / f"{host}-{age.days}.pem"
        pkcs8 = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(certificate + pkcs8)
        return file

    def _sign(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePublicKey,
        extend: Callable[[x509.CertificateBuilder], x509.CertificateBuilder],
        age: timedelta = timedelta(),
    ) -> bytes:
        now = datetime.now(UTC) - age
        own = self.key.public_key()
        certificate = (
            x509.CertificateBuilder(self.name, subject, key, x509.random_serial_number())
            .not_valid_before(now - timedelta(minutes=5))
            .not_valid_after(now + timedelta(hours=1))
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(own), critical=False)
        )
        return extend(certificate).sign(self.key, SHA256()).public_bytes(Encoding.PEM)
