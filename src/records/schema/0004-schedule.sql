-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Who comes when to whom. Centre ring, but for the reasons.

-- day, starts, ends: civil time at the centre, minutes of the day, ends not included. arrived, begun, ended:
-- moments. note: for reception, not confidential. rule: how it repeats (RFC 5545); each time has a row.
CREATE TABLE appointment (
  appointment_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  client_id BLOB REFERENCES client (id) ON DELETE SET NULL,
  member_id BLOB NOT NULL CHECK (length (member_id) = 16),
  day TEXT NOT NULL CHECK (length (day) = 10),
  starts INTEGER NOT NULL CHECK (starts >= 0),
  ends INTEGER NOT NULL CHECK (ends > starts AND ends <= 1440),
  room TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  note TEXT NOT NULL,
  arrived INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  series_id BLOB,
  rule TEXT NOT NULL
) STRICT;

CREATE INDEX appointment_by_day ON appointment (day, starts, state);
CREATE INDEX appointment_by_member ON appointment (member_id, day, starts, state);
CREATE INDEX appointment_by_client ON appointment (client_id, day, starts);

-- Why a taken time was given, or an appointment cancelled; only ever added. body: care ring.
CREATE TABLE appointment_reason (
  reason_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  appointment_id BLOB NOT NULL REFERENCES appointment (id) ON DELETE CASCADE,
  act TEXT NOT NULL CHECK (act IN ('overbook', 'cancel')),
  body BLOB NOT NULL
) STRICT;

CREATE INDEX appointment_reason_by_appointment ON appointment_reason (appointment_id, created);

-- Pairs of clients who should not meet at the centre, the smaller id first. body: why; care ring.
CREATE TABLE keep_apart (
  keep_apart_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  one_id BLOB NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  other_id BLOB NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  body BLOB,
  CHECK (one_id < other_id),
  UNIQUE (one_id, other_id)
) STRICT;

CREATE INDEX keep_apart_by_other ON keep_apart (other_id);

-- The hours of a member of staff who has hours of her own.
CREATE TABLE hours (
  hours_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  member_id BLOB NOT NULL UNIQUE CHECK (length (member_id) = 16)
) STRICT;

-- weekday: 1 is Monday.
CREATE TABLE hours_span (
  hours_key INTEGER NOT NULL REFERENCES hours (hours_key) ON DELETE CASCADE,
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  starts INTEGER NOT NULL CHECK (starts >= 0),
  ends INTEGER NOT NULL CHECK (ends > starts AND ends <= 1440),
  PRIMARY KEY (hours_key, weekday, starts)
) STRICT, WITHOUT ROWID;
