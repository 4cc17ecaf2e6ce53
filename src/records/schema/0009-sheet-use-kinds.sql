-- SPDX-License-Identifier: GPL-3.0-or-later

-- What the recovery sheets were used for: password, cases, care, administrator. The cases stand in the
-- body.
ALTER TABLE sheet_use ADD COLUMN kind TEXT NOT NULL DEFAULT 'password';
