-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The directory, consents and letters. What stands in the clear is of the centre ring; body: care ring.

-- Where people are referred to. checked_on: when somebody has called or been there.
CREATE TABLE directory_entry (
  directory_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_tg TEXT NOT NULL,
  name_ru TEXT NOT NULL,
  name_en TEXT NOT NULL,
  services_tg TEXT NOT NULL,
  services_ru TEXT NOT NULL,
  services_en TEXT NOT NULL,
  address TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  checked_on TEXT,
  place INTEGER NOT NULL,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE INDEX directory_by_place ON directory_entry (archived, place);

-- What clients answered when they were asked, only ever added. Whose answer it is stands inside the
-- seal: beside a letter's number and minute it would tell who was referred. Whether a record may be kept
-- stands in client.consent too.
CREATE TABLE consent (
  consent_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;

-- The journal of letters that went out. Rows are never deleted: numbers have no gaps. handed_over_on is
-- written by reception, who cannot seal the body anew, and so belongs to no revision.
CREATE TABLE referral (
  referral_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  number_year INTEGER NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  number_index TEXT NOT NULL,
  issued_on TEXT NOT NULL,
  void INTEGER NOT NULL CHECK (void IN (0, 1)),
  handed_over_on TEXT,
  body BLOB NOT NULL,
  UNIQUE (number_year, number)
) STRICT;

CREATE TRIGGER referral_stays BEFORE DELETE ON referral
BEGIN
  SELECT raise (ABORT, 'a letter''s number stays');
END;

CREATE TRIGGER referral_number_stays BEFORE UPDATE OF number_year, number, number_index, issued_on
ON referral
WHEN old.number_year <> new.number_year OR old.number <> new.number
  OR old.number_index <> new.number_index OR old.issued_on <> new.issued_on
BEGIN
  SELECT raise (ABORT, 'a letter''s number stays');
END;
