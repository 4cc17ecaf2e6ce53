-- SPDX-License-Identifier: GPL-3.0-or-later

-- To whom the recovery sheets gave a new password; only ever added. body: why; care ring.
CREATE TABLE sheet_use (
  sheet_use_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL,
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL,
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL,
  member_id BLOB NOT NULL CHECK (length (member_id) = 16),
  body BLOB NOT NULL
) STRICT;
