-- SPDX-License-Identifier: GPL-3.0-or-later

-- Clients of whom nothing is to be left, or is: asked for by one, confirmed by another. The code stays,
-- so that nobody gets it again who could be taken for her. confirmed: 0 before.
CREATE TABLE erasure (
  erasure_key INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE CHECK (length (id) = 16),
  revision INTEGER NOT NULL CHECK (revision > 0),
  created INTEGER NOT NULL,
  created_by BLOB NOT NULL CHECK (length (created_by) = 16),
  modified INTEGER NOT NULL,
  modified_by BLOB NOT NULL CHECK (length (modified_by) = 16),
  client_id BLOB NOT NULL UNIQUE CHECK (length (client_id) = 16),
  client_code TEXT NOT NULL UNIQUE,
  cause TEXT NOT NULL CHECK (cause IN ('her-wish', 'kept-long-enough')),
  state TEXT NOT NULL CHECK (state IN ('asked', 'confirmed', 'erased')),
  confirmed INTEGER NOT NULL,
  confirmed_by BLOB CHECK (length (confirmed_by) = 16)
) STRICT;
