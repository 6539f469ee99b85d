"""What whoever runs Tend can set, read once from the environment.

Every setting is described here and nowhere else; ``./tend settings`` prints the list. A wrong
value raises `SettingError`, which names the setting and says what it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tracker.domain.origins import LOOPBACK, Origin, origin_of
from tracker.domain.registration import Openness
from tracker.mails.names import as_mails_name, mail_address, mail_host
from tracker.push_key import stored_push_key
from tracker.readings import (
    ICONS,
    OUR_NAME,
    OUR_SIGN,
    a_name,
    a_short_name,
    database,
    folder,
    folder_or_none,
    one_of,
    page_elsewhere,
    push_key,
    readable_file,
    secret,
    set_by_cluster,
    web_address,
    web_addresses,
    whole_number,
    yes_or_no,
)
from tracker.refusing import StartError
from tracker.secret import stored_secret

ROOT = Path(__file__).parent


class SettingError(StartError):
    """Settings with values that Tend cannot use, a sentence and a line for each."""

    code = 2


def setting(
    name: str, read: Callable[[str], object], default: str, help: str, *, hidden: bool = False
) -> Any:
    """A setting. What it holds is never shown if it is ``hidden``."""
    return field(metadata={"name": name, "read": read, "default": default, "help": help, "hidden": hidden})


@dataclass(frozen=True)
class Settings:
    """The settings of one server, checked."""

    data: Path = setting(
        "TEND_DATA", folder, "instance", "The folder that holds the database and the secret."
    )
    database_url: str = setting(
        "TEND_DATABASE_URL",
        database,
        "",
        "Where things are kept, such as postgresql://tend@localhost/tend. Unset: an SQLite file in the folder above.",
        hidden=True,
    )
    backups: Path | None = setting(
        "TEND_BACKUPS",
        folder_or_none,
        "",
        "The folder for backups, best on another disk: one is made each day, and kept for some weeks. "
        "Unset: backups, in the folder above.",
    )
    secret_key: str = setting(
        "TEND_SECRET_KEY",
        secret,
        "",
        "Signs cookies and links. Unset: made once and kept in the folder above.",
        hidden=True,
    )
    push_key: str = setting(
        "TEND_PUSH_KEY",
        push_key,
        "",
        "By which browsers know whose notices they take, the same wherever several machines serve one Tend. "
        "Unset: made once and kept in the folder above.",
        hidden=True,
    )
    host: str = setting("TEND_HOST", str, "127.0.0.1", "The address to listen on.")
    port: int = setting("TEND_PORT", whole_number(0, 65535), "8000", "The port to listen on.")
    workers: int = setting(
        "TEND_WORKERS", whole_number(1, 64), "1", "How many processes serve pages. Several want PostgreSQL."
    )
    public_url: str = setting(
        "TEND_PUBLIC_URL",
        web_address,
        "",
        "The address people type, such as https://tend.example.org. Cookies are sent over https alone when it "
        "begins with https. Unset: http at the address and port above.",
    )
    changes: int = setting(
        "TEND_CHANGES",
        whole_number(100, 1_000_000),
        "1500",
        "How much one log-in may change within five minutes, in each process. A search counts as twenty.",
    )
    also_at: tuple[str, ...] = setting(
        "TEND_ALSO_AT",
        web_addresses,
        "",
        "Further addresses at which Tend is used, such as http://tend.local:8000, with commas or spaces between them. "
        "Links in mails and invitations name the public one.",
    )
    proxy_count: int = setting(
        "TEND_PROXY_COUNT", whole_number(0, 5), "0", "How many proxies of yours stand before Tend."
    )
    smtp_host: str = setting(
        "TEND_SMTP_HOST",
        mail_host,
        "",
        "The server that sends mails. Unset: no mails; links come from a command.",
    )
    smtp_port: int = setting("TEND_SMTP_PORT", whole_number(1, 65535), "587", "Its port.")
    smtp_security: str = setting(
        "TEND_SMTP_SECURITY", one_of("starttls", "tls", "none"), "starttls", "How the way to it is protected."
    )
    smtp_user: str = setting("TEND_SMTP_USER", str, "", "Who to log in as there, if needed.")
    smtp_password: str = setting("TEND_SMTP_PASSWORD", str, "", "The password for that.", hidden=True)
    smtp_ca_file: str = setting(
        "TEND_SMTP_CA_FILE",
        readable_file,
        "",
        "A certificate to trust for it, for a mail server of your own.",
    )
    mail_from: str = setting(
        "TEND_MAIL_FROM",
        mail_address,
        "",
        "The sender of mails. Unset: tend@ and the host of the public address.",
    )
    password_cost: int = setting(
        "TEND_PASSWORD_COST",
        whole_number(1, 10),
        "3",
        "How often Argon2id goes over its memory for each password: more is slower and safer.",
    )
    common_passwords_file: str = setting(
        "TEND_COMMON_PASSWORDS_FILE",
        readable_file,
        "",
        "Your own list of passwords that nobody should choose, one a line. Unset: those that Tend knows.",
    )
    registration: str = setting(
        "TEND_REGISTRATION",
        one_of("", *Openness),
        "",
        "Who can make an account: open (anybody who finds Tend), invited (whoever somebody here has invited) or closed "
        "(nobody). ./tend invite lets one more person in whatever is set here. Unset: anybody until two are in, then "
        "invited; a Tend that had people in it before there was this setting stays open.",
    )
    https_subdomains: bool = setting(
        "TEND_HTTPS_SUBDOMAINS",
        yes_or_no,
        "0",
        "1 to tell browsers that all names below that of Tend stay on https for a year, too. Whatever else of yours speaks "
        "plain http below that name cannot be reached for that long.",
    )
    run_by: str = setting(
        "TEND_RUN_BY",
        a_name,
        "",
        "Who runs this Tend, and so can read all in it: said to whoever registers or joins. Unset: somebody you know.",
    )
    called: str = setting(
        "TEND_NAME",
        a_short_name,
        OUR_NAME,
        "What this Tend is called on tabs, at the top of pages, on home screens and in mails, so that nobody who glances at them learns what it "
        "is. Pages that explain what it is still call it Tend. Best set before anybody puts it on a home screen.",
    )
    icon: str = setting(
        "TEND_ICON",
        one_of(*ICONS),
        OUR_SIGN,
        "The picture on tabs, at the top of pages and on home screens: " + ", ".join(ICONS) + ".",
    )
    exit_to: str = setting(
        "TEND_EXIT_TO",
        page_elsewhere,
        "",
        "The page where the quick exit leads, such as https://www.example.org/weather: best one that everybody reads, and "
        "that needs no log-in. Unset: a page of Tend’s about kitchen measures, at Tend’s own address.",
    )
    places_file: str = setting(
        "TEND_PLACES_FILE",
        readable_file,
        "",
        "Your own list of places to turn to for help; those that come with Tend (tracker/help/places.toml) stand below it.",
    )
    log: str = setting(
        "TEND_LOG",
        one_of("text", "json"),
        "text",
        "How the log is written, on standard error: a line for eyes, or an object for programs. It holds what goes "
        "wrong and what starts and stops, and never a word of anybody's.",
    )
    log_requests: bool = setting(
        "TEND_LOG_REQUESTS",
        yes_or_no,
        "0",
        "1 for a line for each request as well. In a house of two that comes close to a diary of each other, so it "
        "does not say which page was asked for.",
    )

    @property
    def sends_mail(self) -> bool:
        """Whether a server that sends mails is set."""
        return bool(self.smtp_host)

    @property
    def origins(self) -> list[Origin]:
        """The addresses at which Tend is used, the public one first; beside them it answers on its own machine."""
        return [origin for each in (self.public_url, *self.also_at) if (origin := origin_of(each))]


def settings_from(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment, with what follows from them filled in.

    Raises `SettingError`; and where the folder or the secret cannot be made, `OSError` and `SecretError`.
    """
    return completed(read_settings(environment))


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings as they stand in an environment; raises `SettingError` with all that is wrong with them."""
    environment = {name: text for name, text in environment.items() if not set_by_cluster(name, text)}
    values: dict[str, object] = {}
    wrong: list[str] = []
    for each in fields(Settings):
        name, read = each.metadata["name"], each.metadata["read"]
        text = environment.get(name, "").strip() or each.metadata["default"]
        try:
            values[each.name] = read(text)
        except ValueError as error:
            shown = "" if each.metadata["hidden"] else f"is {text!r}, and "
            wrong.append(f"{name} {shown}should be {error}.")
    known = {each.metadata["name"] for each in fields(Settings)} | OTHERS
    unknown = sorted(name for name in environment if name.startswith("TEND_") and name not in known)
    wrong += [f"{name} is no setting of Tend. ./tend settings lists them all." for name in unknown]
    if not wrong:
        settings = Settings(**values)  # type: ignore[arg-type]
        wrong += at_odds(settings)
    if wrong:
        raise SettingError("\n".join(wrong))
    return settings


OTHERS = frozenset({"TEND_VENV", "TEND_CHROMIUM", "TEND_NO_BROWSER"})
PORT_OF_TLS = 465


def at_odds(settings: Settings) -> Iterator[str]:
    """What cannot be meant of settings that are right each by itself, a sentence for each."""
    if not settings.public_url and settings.host not in LOOPBACK:
        yield (
            f"TEND_PUBLIC_URL is not set. With TEND_HOST={settings.host} it should be the address people type, "
            "such as http://tend.local:8000."
        )
    if settings.workers > 1 and not settings.database_url.startswith("postgresql"):
        yield (
            f"TEND_WORKERS is {settings.workers}, and SQLite serves one process. "
            "Set TEND_DATABASE_URL to a PostgreSQL, or leave TEND_WORKERS at 1."
        )
    if bool(settings.smtp_user) != bool(settings.smtp_password):
        yield "TEND_SMTP_USER and TEND_SMTP_PASSWORD belong together: set both, or neither."
    if settings.exit_to and origin_of(settings.exit_to) in settings.origins:
        yield f"TEND_EXIT_TO is {settings.exit_to}, which is Tend itself: it should be a page elsewhere, or not be set."
    if settings.smtp_user and not settings.smtp_host:
        yield "TEND_SMTP_USER is set and TEND_SMTP_HOST is not, so no mail could be sent. Set both, or neither."
    if settings.smtp_port == PORT_OF_TLS and settings.smtp_security == "starttls":
        yield f"TEND_SMTP_PORT is {PORT_OF_TLS}, where mail servers speak TLS at once: set TEND_SMTP_SECURITY=tls."


def place_of(settings: Settings) -> str:
    """Where Tend listens, as an address names it."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"{host}:{settings.port}"


def completed(settings: Settings) -> Settings:
    """The settings with the database, the secrets, the public address and the sender that follow from the others."""
    data = settings.data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    public_url = settings.public_url or f"http://{place_of(settings)}"
    host = urlsplit(public_url).hostname or "localhost"
    return Settings(
        **{
            **{each.name: getattr(settings, each.name) for each in fields(Settings)},
            "database_url": settings.database_url or f"sqlite:///{data / 'tend.sqlite3'}",
            "secret_key": settings.secret_key or stored_secret(data / "secret"),
            "push_key": settings.push_key or stored_push_key(data / "push-key"),
            "public_url": public_url,
            "mail_from": settings.mail_from or f"tend@{as_mails_name(host)}",
        }
    )
