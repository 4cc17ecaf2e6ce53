-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- What all records rest on. The ring of each column stands in rings.tsv.

-- Whose chain of audit rows this is: made when the file is first opened.
CREATE TABLE device (
  device_key INTEGER PRIMARY KEY CHECK (device_key = 1),
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16)
) STRICT;

-- Who did what, when, to which record (hz-audit.c). One chain of hashes for a device. mark and
-- signature: of rows that are signed by themselves.
CREATE TABLE audit (
  audit_key INTEGER PRIMARY KEY,
  device_id BLOB NOT NULL CHECK (length (device_id) = 16),
  seq INTEGER NOT NULL CHECK (seq > 0),
  time INTEGER NOT NULL,
  member_id BLOB NOT NULL CHECK (length (member_id) = 16),
  act TEXT NOT NULL,
  kind INTEGER NOT NULL,
  object_id BLOB CHECK (length (object_id) = 16),
  client_id BLOB CHECK (length (client_id) = 16),
  revision INTEGER,
  mark BLOB CHECK (length (mark) = 32),
  signature BLOB CHECK (length (signature) = 64),
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  UNIQUE (device_id, seq)
) STRICT;

CREATE INDEX audit_by_mark ON audit (object_id, revision) WHERE mark IS NOT NULL;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
  SELECT raise (ABORT, 'audit rows are not changed');
END;

CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
BEGIN
  SELECT raise (ABORT, 'audit rows are not deleted');
END;

-- The last row of each sitting, signed by whose sitting it was.
CREATE TABLE audit_head (
  head_key INTEGER PRIMARY KEY,
  device_id BLOB NOT NULL CHECK (length (device_id) = 16),
  seq INTEGER NOT NULL,
  time INTEGER NOT NULL,
  member_id BLOB NOT NULL CHECK (length (member_id) = 16),
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  signature BLOB NOT NULL CHECK (length (signature) = 64),
  UNIQUE (device_id, seq)
) STRICT;

CREATE INDEX audit_head_by_hash ON audit_head (hash);

-- Bodies of the care ring that are not under its key yet: in its inbox (ring 2), or still under the
-- key of who wrote them (ring 4); see hz-sealed.c.
CREATE TABLE care_waiting (
  waiting_key INTEGER PRIMARY KEY,
  table_code INTEGER NOT NULL,
  row_id BLOB NOT NULL CHECK (length (row_id) = 16),
  ring INTEGER NOT NULL CHECK (ring IN (2, 4)),
  writer_id BLOB NOT NULL CHECK (length (writer_id) = 16),
  UNIQUE (table_code, row_id)
) STRICT;

-- What somebody has begun to write in a form; of which form and about whom is sealed.
CREATE TABLE draft (
  draft_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL CHECK (revision > 0),
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL CHECK (length (created_by) = 16),
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL CHECK (length (modified_by) = 16),
  body BLOB NOT NULL
) STRICT;

CREATE INDEX draft_by_writer ON draft (created_by, modified);

-- All that a person has chosen for herself, one row for each person.
CREATE TABLE preference (
  preference_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL CHECK (revision > 0),
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL UNIQUE CHECK (length (created_by) = 16),
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL CHECK (length (modified_by) = 16),
  body BLOB NOT NULL
) STRICT;

-- What the centre is called and when it works. rooms: one a line.
CREATE TABLE centre (
  centre_key INTEGER PRIMARY KEY CHECK (centre_key = 1),
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL CHECK (revision > 0),
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL CHECK (length (created_by) = 16),
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL CHECK (length (modified_by) = 16),
  name_tg TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  address_tg TEXT NOT NULL,
  address_ru TEXT NOT NULL,
  address_en TEXT NOT NULL,
  signer_post_tg TEXT NOT NULL,
  signer_post_ru TEXT NOT NULL,
  signer_post_en TEXT NOT NULL,
  signer_tg TEXT NOT NULL,
  signer_ru TEXT NOT NULL,
  signer_en TEXT NOT NULL,
  phone TEXT NOT NULL,
  number_index TEXT NOT NULL,
  district TEXT NOT NULL,
  opens INTEGER NOT NULL,
  closes INTEGER NOT NULL,
  lunch_begins INTEGER NOT NULL,
  lunch_ends INTEGER NOT NULL,
  rooms TEXT NOT NULL
) STRICT;
