# SPDX-License-Identifier: GPL-3.0-or-later
"""A second reader of a centre's folder, written from the heads of the files that own the formats.

It shares no line with the program: libsodium through PyNaCl, SQLite through Python's module, GVariant
through GLib. What it can read shows that what is written down there is true and enough. It only reads,
and believes only what is signed.
"""

import hashlib
import sqlite3
import struct
import unicodedata
from pathlib import Path

from gi.repository import GLib
from nacl import bindings, pwhash
from nacl.exceptions import CryptoError

PAGE = 4096
ZEROS = bytes(16)
PEOPLE_WITH_CARE = 2 | 4 | 8 | 16


class Damaged(Exception):
    """What was read is not what the format says, or is not signed by whom it should be."""


def must(holds, what):
    if not holds:
        raise Damaged(what)


def blake(data, key=b"", size=32):
    return hashlib.blake2b(data, key=key, digest_size=size).digest()


def unseal(sealed, ad, nonce, key):
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, ad, nonce, key)
    except CryptoError as error:
        raise Damaged("sealed under another key, or changed") from error


def is_signed(text, signature, key):
    try:
        bindings.crypto_sign_open(signature + text, key)
    except CryptoError:
        return False
    return True


def unpad(padded):
    """sodium_pad: 0x80 and zeros."""
    plain = padded.rstrip(b"\0")
    must(plain.endswith(b"\x80"), "padding")
    return plain[:-1]


class Fields:
    """Integers little-endian, strings as u16 length and UTF-8 (hz-bytes.c)."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, size):
        must(self.at + size <= len(self.data), "too short")
        self.at += size
        return self.data[self.at - size:self.at]

    def number(self, letter):
        return struct.unpack("<" + letter, self.take(struct.calcsize("<" + letter)))[0]

    def text(self):
        return self.take(self.number("H")).decode()

    def is_at_end(self):
        return self.at == len(self.data)


# --- The keyring: hz-keyring.c, hz-kdf.c, hz-identity.c, hz-centre-grant.c -----------------------------

class Keyring:
    def __init__(self, path):
        data = Path(path).read_bytes()
        must(blake(data[:-32]) == data[-32:], "checksum")
        head = Fields(data)
        must(head.take(8) == b"HZKEYRG1", "magic")
        must(head.number("I") == 1, "format")
        self.cost = head.take(8)
        self.passes, self.kib = struct.unpack("<II", self.cost)
        self.salt, self.centre_id, self.file_id = head.take(16), head.take(16), head.take(16)
        self.epoch = head.number("I")
        n_slots, n_grants, roster_length = (head.number("I") for _ in range(3))
        must(head.take(44) == bytes(44), "zeros of the header")
        self.slots = [head.take(256) for _ in range(n_slots)]
        self.grants = [head.take(256) for _ in range(n_grants)]
        self.roster = head.take(roster_length)
        self.mac = head.take(32)
        must(head.at == len(data) - 32, "length")
        self.before_mac = data[:-64]

    def kdf(self, key, label, centre_id=None):
        return blake(label + (self.centre_id if centre_id is None else centre_id), key)

    def sign_in(self, login, password):
        """The identity in the slot of this login."""
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", login).lower()).strip()
        salt = blake(b"user" + folded.encode(), self.salt, 16)
        root = pwhash.argon2id.kdf(32, unicodedata.normalize("NFC", password).encode(), salt,
                                   opslimit=self.passes, memlimit=self.kib * 1024)
        slot_id = self.kdf(root, b"HZslotid", ZEROS)[:16]
        slot_key = self.kdf(root, b"HZslotky", ZEROS)
        for slot in self.slots:
            if slot[:16] == slot_id:
                ad = (b"HZslot01" + struct.pack("<I", 1) + self.cost + self.salt + self.centre_id
                      + slot_id)
                return Identity(unseal(slot[56:200], ad, slot[32:56], slot_key))
        raise Damaged("no such login")

    def open_grant(self, identity):
        """The centre key, and who gave it with which signature over what."""
        for grant in self.grants:
            try:
                box = Fields(bindings.crypto_box_seal_open(grant[:200], identity.box_public,
                                                           identity.box_secret))
            except CryptoError:
                continue
            dbk, epoch, file_id = box.take(32), box.take(4), box.take(16)
            must(box.take(16) == self.centre_id, "a grant of another centre")
            giver, seq, signature = box.take(16), box.take(4), box.take(64)
            text = (b"HZgrant1" + self.centre_id + b"centre" + epoch + file_id + identity.id
                    + identity.box_public + giver + seq + dbk)
            must(file_id == self.file_id, "a grant of another file")
            return dbk, giver, struct.unpack("<I", seq)[0], signature, text
        raise Damaged("no grant")

    def open_roster(self, dbk):
        must(blake(self.before_mac, self.kdf(dbk, b"HZkrgmac")) == self.mac, "MAC")
        ad = b"HZrost01" + self.centre_id + self.file_id + struct.pack("<I", self.epoch)
        return unpad(unseal(self.roster[24:], ad, self.roster[:24], self.kdf(dbk, b"HZroster")))


class Identity:
    def __init__(self, plain):
        fields = Fields(plain)
        self.kind = fields.number("B")
        must(fields.take(7) == bytes(7), "zeros of a slot")
        self.id, self.box_secret, seed, self.own_key = (fields.take(n) for n in (16, 32, 32, 32))
        must(fields.take(8) == bytes(8) and fields.is_at_end(), "zeros of a slot")
        self.box_public = bindings.crypto_scalarmult_base(self.box_secret)
        self.sign_public = bindings.crypto_sign_seed_keypair(seed)[0]


# --- The roster: hz-roster-entry.c, hz-roster-rules.c --------------------------------------------------

class Roster:
    """Follows the chain and who had which keys when; of the rules no more than who signs."""

    def __init__(self, data, centre_id):
        self.people, self.history, self.care, self.names = {}, [], {}, {}
        self.recoveries, self.enrolments = {}, {}
        fields, before = Fields(data), bytes(32)
        while not fields.is_at_end():
            before = self.read_entry(fields, before, centre_id)
            self.history.append({**self.people, **self.recoveries})

    def read_entry(self, fields, before, centre_id):
        start = fields.at
        seq, kind = fields.number("I"), fields.number("B")
        fields.number("q")
        must(seq == len(self.history) and fields.take(32) == before, "the chain of the roster")
        body = Fields(fields.take(fields.number("H")))
        signer = fields.take(16)
        text = b"HZroster" + fields.data[start:fields.at]
        self.read_body(kind, body, signer, text, fields)
        entry_hash = blake(fields.data[start:fields.at])
        if seq == 0:
            must(entry_hash[:16] == centre_id, "the roster is not of this centre")
        return entry_hash

    def check(self, text, fields, *keys):
        for key in keys:
            must(is_signed(text, fields.take(64), key), "a signature of the roster")

    def read_body(self, kind, body, signer, text, fields):
        if kind == 1:
            person, name, _roles = body.take(16), body.text(), body.number("H")
            self.people[person], self.names[person] = (body.take(32), body.take(32)), name
            recovery = body.take(16)
            self.recoveries[recovery] = (body.take(32), body.take(32))
            self.check(text, fields, self.people[signer][1])
        elif kind == 2:
            person, name, _roles = body.take(16), body.text(), body.number("H")
            self.enrolments[person], self.names[person] = (body.take(32), body.take(32)), name
            self.check(text, fields, self.people[signer][1])
        elif kind == 3:
            keys = (body.take(32), body.take(32))
            self.check(text, fields, self.enrolments.pop(signer)[1], keys[1])
            self.people[signer] = keys
        elif kind == 8:
            number, inbox, sign, _link = body.number("I"), body.take(32), body.take(32), body.take(32)
            keys = [{**self.people, **self.recoveries}[signer][1]]
            if number > 1:
                keys.append(self.care[number - 1][1])
            self.care[number] = (inbox, sign)
            self.check(text, fields, *keys)
        else:
            raise Damaged(f"an entry of kind {kind}, which no day before this reader's had")

    def get_keys(self, person, seq):
        """What she held when entry @seq was the last."""
        must(seq < len(self.history) and person in self.history[seq], "a giver who was not here")
        return self.history[seq][person]


# --- The database: hz-cipher-unit.c --------------------------------------------------------------------

def open_database(path, dbk, file_id):
    must(not Path(str(path) + "-wal").exists(), "the program is still open, or was killed")
    label = b"WVFSpag1"
    key, data, plain = blake(label + file_id, dbk), Path(path).read_bytes(), bytearray()
    must(len(data) % PAGE == 0 and data, "length of the database")
    for number in range(1, len(data) // PAGE + 1):
        unit = data[(number - 1) * PAGE:number * PAGE]
        page = unseal(unit[:4056] + unit[4080:], label + file_id + struct.pack("<Q", number),
                      unit[4056:4080], key)
        must(page[4032:] == bytes(24), "zeros of a page")
        plain += page[:4032] + bytes(64)
    must(plain[:16] == b"SQLite format 3\0" and plain[20] == 64, "the header of SQLite")
    # WAL mode needs a file; in memory the same pages are read as of a rollback journal.
    plain[18:20] = b"\1\1"
    database = sqlite3.connect(":memory:")
    database.deserialize(bytes(plain))
    return database


# --- Rings and bodies: hz-ring-grant.c, hz-body.c ------------------------------------------------------

class Centre:
    def __init__(self, folder, login, password):
        self.keyring = Keyring(Path(folder) / "keyring")
        self.centre_id = self.keyring.centre_id
        self.me = self.keyring.sign_in(login, password)
        dbk, giver, seq, signature, text = self.keyring.open_grant(self.me)
        self.roster = Roster(self.keyring.open_roster(dbk), self.centre_id)
        must(is_signed(text, signature, self.roster.get_keys(giver, seq)[1]), "who gave the centre key")
        must(self.roster.people[self.me.id] == (self.me.box_public, self.me.sign_public), "my own keys")
        name = f"centre-{self.keyring.file_id[:4].hex()}.db"
        self.database = open_database(Path(folder) / name, dbk, self.keyring.file_id)

    def find_key(self, ring, subject, epoch):
        """The key of a ring that was granted to me; None when it never was."""
        row = self.database.execute(
            "SELECT sealed FROM ring_grant WHERE ring = ? AND subject_id = ? AND epoch = ?"
            " AND recipient_id = ?", (ring, subject, epoch, self.me.id)).fetchone()
        if row is None:
            return None
        box = Fields(bindings.crypto_box_seal_open(row[0], self.me.box_public, self.me.box_secret))
        kind, key, number, made = box.take(1), box.take(32), box.take(4), box.take(4)
        case, centre, giver, seq, time = (box.take(n) for n in (16, 16, 16, 4, 8))
        link, signature = box.take(32), box.take(64)
        text = (b"HZgrant1" + centre + kind + case + number + made + self.me.id + self.me.box_public
                + giver + seq + time + link + key)
        must(kind[0] == ring and case == subject and number == struct.pack("<I", epoch)
             and centre == self.centre_id, "a grant for something else")
        giver_keys = self.roster.get_keys(giver, struct.unpack("<I", seq)[0])
        must(is_signed(text, signature, giver_keys[1]), "who gave a key")
        return key

    def open_body(self, ring, table, row_id, case_id, revision, body):
        """The fields of a sealed body; None without the key."""
        fields = Fields(body)
        must(fields.number("B") == 1, "the version of a body")
        epoch = fields.number("I")
        key = self.me.own_key if ring == 4 else self.find_key(ring, case_id if ring == 3 else ZEROS, epoch)
        if key is None:
            return None
        ad = (b"HZbody01" + self.address(table, row_id, case_id, revision) + struct.pack("<I", epoch))
        plain = unpad(unseal(body[29:], ad, body[5:29], key))
        return GLib.Variant.new_from_bytes(GLib.VariantType("a{sv}"), GLib.Bytes.new(plain), False)

    def address(self, table, row_id, case_id, revision):
        return self.centre_id + struct.pack("<H", table) + row_id + case_id + struct.pack("<q", revision)

    def check_note(self, row_id, case_id, revision, author, text, signature):
        signed = b"HZnote01" + self.address(51, row_id, case_id, revision) + author + text
        must(is_signed(signed, signature, self.roster.people[author][1]), "who wrote a note")
