"""Settings for addresses, and what looks like a setting and is none."""

import pytest

from config import SettingError, settings_from
from tracker.reaching import PATIENCE, patience_with


def settings_with(folder, **environment):
    return settings_from({"TEND_DATA": str(folder), **environment})


OF_A_CLUSTER = {
    "TEND_SERVICE_HOST": "10.0.0.1",
    "TEND_SERVICE_PORT": "8000",
    "TEND_SERVICE_PORT_HTTP": "8000",
    "TEND_PORT": "tcp://10.0.0.1:8000",
    "TEND_PORT_8000_TCP": "tcp://10.0.0.1:8000",
    "TEND_PORT_8000_TCP_PROTO": "tcp",
    "TEND_PORT_8000_TCP_PORT": "8000",
    "TEND_PORT_8000_TCP_ADDR": "10.0.0.1",
    "TEND_SMTP_PORT": "tcp://[fd00::1]:587",
    "TEND_SMTP_SERVICE_HOST": "10.0.0.2",
    "TEND_SMTP_PORT_587_TCP_ADDR": "10.0.0.2",
}


def test_what_a_cluster_tells_of_a_service_named_tend_is_no_setting(tmp_path):
    assert settings_with(tmp_path, **OF_A_CLUSTER) == settings_with(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEND_FLOWERS", "ten"),
        ("TEND_FLOWERS", "tcp://10.0.0.1:8000"),
        ("TEND_PORTS", "8000"),
        ("TEND_SERVICE", "10.0.0.1"),
        ("TEND_PORT_TCP", "8000"),
        ("TEND_PORT", "10.0.0.1:8000"),
    ],
)
def test_a_name_that_is_no_setting_and_a_value_that_is_none_stay_mistakes(tmp_path, name, value):
    with pytest.raises(SettingError, match=f"^{name} is"):
        settings_with(tmp_path, **{name: value})


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://Tend.example.org/", "https://tend.example.org"),
        ("https://tend.example.org:443", "https://tend.example.org"),
        ("http://tend.local:8000", "http://tend.local:8000"),
        ("http://[FD00:0::5]:8000", "http://[fd00::5]:8000"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_an_address_is_kept_as_browsers_name_it(tmp_path, typed, address):
    assert settings_with(tmp_path, TEND_PUBLIC_URL=typed).public_url == address


@pytest.mark.parametrize(
    "typed",
    [
        "tend.example.org",
        "ftp://tend.example.org",
        "https://",
        "https://tend.example.org/path",
        "https://tend.example.org?x",
        "https://me@tend.example.org",
        "https://tend.example.org:port",
        "https://tend.example.org:99999",
        "http://[::1",
        "http://fd00::5:8000",
    ],
)
@pytest.mark.parametrize("name", ["TEND_PUBLIC_URL", "TEND_ALSO_AT"])
def test_what_is_no_address_is_said_in_one_sentence(tmp_path, name, typed):
    with pytest.raises(SettingError) as mistake:
        settings_with(tmp_path, **{name: typed})

    assert str(mistake.value) == (
        f"{name} is {typed!r}, and should be an address such as https://tend.example.org, without a path."
    )


def test_several_addresses_stand_with_commas_or_spaces_between_them(tmp_path):
    settings = settings_with(
        tmp_path,
        TEND_PUBLIC_URL="https://tend.example.org",
        TEND_ALSO_AT=" http://tend.local:8000,http://[fd00::5]:8000/ , http://tend.local:8000",
    )

    assert [str(origin) for origin in settings.origins] == [
        "https://tend.example.org",
        "http://tend.local:8000",
        "http://[fd00::5]:8000",
    ]


def test_what_an_address_says_of_patience_counts():
    assert patience_with("postgresql://tend@/tend") == {"connect_timeout": PATIENCE}
    assert patience_with("postgresql://tend@/tend?connect_timeout=60") == {}
