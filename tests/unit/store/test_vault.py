import os
import stat
import threading

import pytest

from casework.store.vault import Vault, VaultError, WrongKey, new_key_line


def test_a_sealed_value_comes_back_and_never_looks_the_same_twice(vault):
    first, second = vault.seal("900101-1234567"), vault.seal("900101-1234567")
    assert first != second
    assert vault.unseal(first) == vault.unseal(second) == "900101-1234567"
    assert "1234567" not in first


def test_bytes_of_a_file_come_back(vault):
    content = bytes(range(256)) * 3
    sealed = vault.seal_bytes(content)
    assert content not in sealed
    assert vault.unseal_bytes(sealed) == content


def test_the_key_file_is_for_its_owner_alone(tmp_path):
    path = tmp_path / "new" / "vault.key"
    Vault.open_or_create(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == ["vault.key"]


def test_a_key_file_that_others_can_read_is_refused(tmp_path):
    path = tmp_path / "vault.key"
    Vault.open_or_create(path)
    os.chmod(path, 0o640)
    with pytest.raises(VaultError, match="chmod 600"):
        Vault.open_or_create(path)


def test_opening_again_uses_the_same_keys(tmp_path):
    sealed = Vault.open_or_create(tmp_path / "key").seal("값")
    again = Vault.open_or_create(tmp_path / "key")
    assert again.unseal(sealed) == "값"


def test_processes_that_start_at_once_agree_on_one_key_file(tmp_path):
    vaults: list[Vault] = []
    ready = threading.Barrier(8)

    def start() -> None:
        ready.wait()
        vaults.append(Vault.open_or_create(tmp_path / "key"))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.fingerprint() for one in vaults}) == 1


def test_a_value_of_another_key_file_is_the_wrong_key(vault, tmp_path):
    other = Vault.open_or_create(tmp_path / "other.key")
    with pytest.raises(WrongKey):
        other.unseal(vault.seal("값"))


def test_a_changed_value_is_not_opened(vault):
    sealed = bytearray(vault.seal_bytes(b"payslip"))
    sealed[-1] ^= 1
    with pytest.raises(WrongKey):
        vault.unseal_bytes(bytes(sealed))


def test_what_was_never_sealed_is_said_to_be_so(vault):
    for text in ("", "plain", "v1.only", "v2.a.YWJj"):
        with pytest.raises(VaultError):
            vault.unseal(text)


def test_a_rotated_key_seals_anew_and_still_opens_the_old(tmp_path):
    path = tmp_path / "key"
    old = Vault.open_or_create(path)
    sealed_before, hash_before = old.seal("값"), old.hash("person", "홍길동")
    path.write_text(new_key_line("seal") + "\n" + path.read_text())
    rotated = Vault.open(path)
    assert rotated.unseal(sealed_before) == "값"
    assert rotated.seal("값").split(".")[1] != sealed_before.split(".")[1]
    assert rotated.hash("person", "홍길동") == hash_before


def test_a_hash_depends_on_kind_value_and_key(vault, tmp_path):
    other = Vault.open_or_create(tmp_path / "other.key")
    digest = vault.hash("person", "홍길동")
    assert digest == vault.hash("person", "홍길동")
    assert len(digest) == 64
    assert (
        len({digest, vault.hash("birth", "홍길동"), vault.hash("person", "홍길순"), other.hash("person", "홍길동")})
        == 4
    )


@pytest.mark.parametrize("text", ["", "seal a b c", "seal a AAAA", "seal a", "nonsense", "seal \u00e9 AAAA"])
def test_a_broken_key_file_is_refused(tmp_path, text):
    path = tmp_path / "key"
    path.touch(0o600)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(VaultError):
        Vault.open(path)


def test_keys_do_not_show_in_the_representation(vault):
    assert repr(vault) == "Vault()"
