-- SPDX-License-Identifier: GPL-3.0-or-later

-- How many entries of the roster stand in the audit; one row.
CREATE TABLE roster_log (
  roster_log_key INTEGER PRIMARY KEY CHECK (roster_log_key = 1),
  length INTEGER NOT NULL
) STRICT;

-- Who is to choose another password at her next sign-in; gone once she has.
CREATE TABLE password_request (
  password_request_key INTEGER PRIMARY KEY,
  member_id BLOB NOT NULL UNIQUE CHECK (length (member_id) = 16),
  asked INTEGER NOT NULL,
  asked_by BLOB NOT NULL CHECK (length (asked_by) = 16)
) STRICT;
