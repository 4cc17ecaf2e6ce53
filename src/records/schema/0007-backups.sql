-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- Backups that were proved, only ever added: created tells when. place: the folder, as this program's
-- person saw it then; the copy itself may be long gone. Centre ring.
CREATE TABLE backup (
  backup_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  place TEXT NOT NULL
) STRICT;
