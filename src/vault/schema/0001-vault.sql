-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The vault's own tables. What stands in them in the clear is of the centre ring: who holds keys to
-- how many cases, not which keys.

-- A key of a ring, sealed to one person (hz-ring-grant.c). Rings: 2 care, 3 case, 4 own (to a
-- recovery). subject_id: the case; for own, whose key it is; for care, 16 zeros.
CREATE TABLE ring_grant (
  grant_key INTEGER PRIMARY KEY,
  ring INTEGER NOT NULL CHECK (ring BETWEEN 2 AND 4),
  subject_id BLOB NOT NULL CHECK (length (subject_id) = 16),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  recipient_id BLOB NOT NULL CHECK (length (recipient_id) = 16),
  sealed BLOB NOT NULL,
  UNIQUE (ring, subject_id, epoch, recipient_id)
) STRICT;

CREATE INDEX ring_grant_by_recipient ON ring_grant (recipient_id, ring, subject_id, epoch);

-- Who holds a key, sealed under that key (hz-ring-team.c); one list for each epoch, so that a care
-- epoch that the roster does not come to name takes nothing with it.
CREATE TABLE ring_team (
  team_key INTEGER PRIMARY KEY,
  ring INTEGER NOT NULL CHECK (ring BETWEEN 2 AND 3),
  subject_id BLOB NOT NULL CHECK (length (subject_id) = 16),
  epoch INTEGER NOT NULL CHECK (epoch > 0),
  revision INTEGER NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (ring, subject_id, epoch)
) STRICT;

-- What a person has seen and will not let be taken back, under her own key (hz-pin.c).
CREATE TABLE pin (
  pin_key INTEGER PRIMARY KEY,
  member_id BLOB NOT NULL UNIQUE CHECK (length (member_id) = 16),
  revision INTEGER NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- A change of the centre key under way: at start, the file of the two that the keyring does not name
-- is deleted.
CREATE TABLE rotation (
  rotation_key INTEGER PRIMARY KEY CHECK (rotation_key = 1),
  from_file_id BLOB NOT NULL CHECK (length (from_file_id) = 16),
  to_file_id BLOB NOT NULL CHECK (length (to_file_id) = 16)
) STRICT;

-- Raised in every write transaction: by it a person's pin sees that the file has become older.
CREATE TABLE change_counter (
  counter_key INTEGER PRIMARY KEY CHECK (counter_key = 1),
  n INTEGER NOT NULL
) STRICT;

INSERT INTO change_counter (counter_key, n) VALUES (1, 0);

PRAGMA user_version = 1;
