/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

/* Permanent codes of the tables that hold sealed bodies; 1 to 15 are the vault's, 900 and above belong
 * to tests. They are part of every body's associated data and never change. */
#define HZ_TABLE_DRAFT 16
#define HZ_TABLE_PREFERENCE 17

/* 20 to 39: clients */
#define HZ_TABLE_CLIENT_REQUEST 20
#define HZ_TABLE_CLIENT_PROFILE 21
#define HZ_TABLE_CLIENT_REASON 22

/* 40 to 49: schedule */
#define HZ_TABLE_APPOINTMENT_REASON 40
#define HZ_TABLE_KEEP_APART 41

/* 50 to 69: cases */
#define HZ_TABLE_CASE_FILE 50
#define HZ_TABLE_NOTE 51

/* 70 to 89: consents, referrals, letters */
#define HZ_TABLE_CONSENT 70
#define HZ_TABLE_REFERRAL 71

/* 90 to 99: accounts */
#define HZ_TABLE_SHEET_USE 90
