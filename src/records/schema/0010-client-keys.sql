-- SPDX-License-Identifier: GPL-3.0-or-later

-- By which version of the rules the keys of clients' names were made (hz-client-rekey.c), and up to which
-- row by the newest.
CREATE TABLE client_keys (
  keys_key INTEGER PRIMARY KEY CHECK (keys_key = 1),
  version INTEGER NOT NULL,
  done_to INTEGER NOT NULL
) STRICT;

INSERT INTO client_keys (keys_key, version, done_to) VALUES (1, 0, 0);
