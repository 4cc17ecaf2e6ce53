/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzVault"

#include "hz-vault-error.h"

/**
 * hz_vault_error_quark:
 *
 * Returns: the domain of #HzVaultError
 */
G_DEFINE_QUARK (hz-vault-error-quark, hz_vault_error)
