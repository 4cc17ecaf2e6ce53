-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Clients. What stands in the clear is of the centre ring: every member of staff may know it.

-- birth: a year, perhaps about ("1994~"); the whole date is of the care ring. do_not_tell: codes of the
-- list "relation", with commas between. The last three columns are made of the names: sort_key puts them
-- in the order of the Tajik alphabet, those without a name last; search_key and name_key find the same
-- person written otherwise.
CREATE TABLE client (
  client_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  code TEXT NOT NULL UNIQUE,
  surname TEXT,
  given TEXT,
  patronymic TEXT,
  also_known_as TEXT,
  birth TEXT CHECK (length (birth) BETWEEN 4 AND 5),
  sex TEXT,
  district TEXT,
  language TEXT,
  service_asked TEXT NOT NULL,
  channel TEXT,
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  registered_on TEXT NOT NULL,
  consent TEXT CHECK (consent IN ('yes', 'no')),
  consent_on TEXT,
  do_not_tell TEXT,
  rule_asked INTEGER,
  rule_asked_by BLOB,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
  sort_key TEXT NOT NULL,
  search_key TEXT,
  name_key TEXT
) STRICT;

CREATE INDEX client_by_name ON client (archived, sort_key);
CREATE INDEX client_by_birth ON client (archived, birth, sort_key);
CREATE INDEX client_by_registered ON client (archived, registered_on, sort_key);
CREATE INDEX client_by_code ON client (archived, code);
CREATE INDEX client_by_district ON client (archived, district, sort_key);
CREATE INDEX client_by_search_key ON client (search_key);
CREATE INDEX client_by_name_key ON client (name_key);

-- The numbers of a client, the one to use first. digits: the last nine, by which numbers are compared;
-- reversed: the same from the end, by which the last few are found.
CREATE TABLE client_phone (
  phone_key INTEGER PRIMARY KEY,
  client_key INTEGER NOT NULL REFERENCES client (client_key) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  number TEXT NOT NULL,
  owner TEXT,
  rule TEXT NOT NULL,
  sms TEXT,
  note TEXT,
  digits TEXT NOT NULL,
  reversed TEXT NOT NULL,
  UNIQUE (client_key, place)
) STRICT;

CREATE INDEX client_phone_by_digits ON client_phone (digits);
CREATE INDEX client_phone_by_reversed ON client_phone (reversed);

-- Under which words a client is found (hz-search-key.h).
CREATE TABLE client_word (
  word TEXT NOT NULL,
  client_key INTEGER NOT NULL REFERENCES client (client_key) ON DELETE CASCADE,
  PRIMARY KEY (word, client_key)
) STRICT, WITHOUT ROWID;

CREATE INDEX client_word_by_client ON client_word (client_key);

-- Why she came; only ever added. body: care ring.
CREATE TABLE client_request (
  request_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  client_id BLOB NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

CREATE INDEX client_request_by_client ON client_request (client_id, created);

-- How she lives. body: care ring.
CREATE TABLE client_profile (
  profile_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  client_id BLOB NOT NULL UNIQUE REFERENCES client (id) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

-- Why somebody looked at a number against its rule. body: care ring.
CREATE TABLE client_reason (
  reason_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  client_id BLOB NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

CREATE INDEX client_reason_by_client ON client_reason (client_id, created);

-- Pairs that look alike and are two people, the smaller id first.
CREATE TABLE client_different (
  different_key INTEGER PRIMARY KEY,
  one_id BLOB NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  other_id BLOB NOT NULL REFERENCES client (id) ON DELETE CASCADE,
  CHECK (one_id < other_id),
  UNIQUE (one_id, other_id)
) STRICT;
