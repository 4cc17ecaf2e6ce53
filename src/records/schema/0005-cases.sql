-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Case files and their notes. In the clear stands that there is an entry, who put it there and when,
-- as in the audit; whose case it is, of what service, and every word of a note is sealed.

-- A case's header. body: care ring; the client's id is inside (hz-case-file.h). The row's id is the
-- case's, and the subject of its keys (ring_grant.subject_id).
CREATE TABLE case_file (
  case_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL CHECK (revision > 0),
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL CHECK (length (created_by) = 16),
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL CHECK (length (modified_by) = 16),
  body BLOB NOT NULL
) STRICT;

-- A signed note, or what was added to one. body: case ring. There is no second revision: what is sealed
-- does not change.
CREATE TABLE note (
  note_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL CHECK (revision = 1),
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL CHECK (length (created_by) = 16),
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL CHECK (length (modified_by) = 16),
  case_id BLOB NOT NULL REFERENCES case_file (id),
  body BLOB NOT NULL
) STRICT;

CREATE INDEX note_by_case ON note (case_id, created);
