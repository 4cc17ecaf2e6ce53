/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-booking-lengths.h"

#include "hz-preference-store.h"

#define PREFERENCE "booking-lengths"

/**
 * HzBookingLengths:
 *
 * How long each kind of meeting lasted when this person booked one last; before that, what is usual.
 */
struct _HzBookingLengths
{
  GObject parent_instance;

  HzRecords *records;
  GHashTable *lengths;
};

enum
{
  SIGNAL_LOADED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const struct
{
  const char *kind;
  int length;
} usual[] = {
  { "first", 60 },
  { "crisis", 60 },
  { "couple", 60 },
  { "family", 60 },
  { "phone", 30 },
  { "home_visit", 90 },
  { "group", 90 },
};

#define USUAL 45

G_DEFINE_FINAL_TYPE (HzBookingLengths, hz_booking_lengths, G_TYPE_OBJECT)

static void
hz_booking_lengths_finalize (GObject *object)
{
  HzBookingLengths *self = HZ_BOOKING_LENGTHS (object);

  g_clear_object (&self->records);
  g_hash_table_unref (self->lengths);

  G_OBJECT_CLASS (hz_booking_lengths_parent_class)->finalize (object);
}

static void
hz_booking_lengths_class_init (HzBookingLengthsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_booking_lengths_finalize;

  /**
   * HzBookingLengths::loaded:
   *
   * What was remembered is there.
   */
  signals[SIGNAL_LOADED] =
    g_signal_new ("loaded", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
hz_booking_lengths_init (HzBookingLengths *self)
{
  self->lengths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
on_loaded_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  HzBookingLengths *self = data;
  g_autoptr (GVariant) value =
    hz_preference_store_get_finish (HZ_RECORDS (source), result, NULL);
  GVariantIter iter;
  const char *kind;
  int length;

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE ("a{si}")))
    {
      g_variant_iter_init (&iter, value);
      while (g_variant_iter_next (&iter, "{&si}", &kind, &length))
        g_hash_table_insert (self->lengths, g_strdup (kind), GINT_TO_POINTER (length));
      g_signal_emit (self, signals[SIGNAL_LOADED], 0);
    }
  g_object_unref (self);
}

/**
 * hz_booking_lengths_new:
 * @records: where they are remembered
 *
 * Returns: (transfer full): what is usual, and soon what is remembered
 */
HzBookingLengths *
hz_booking_lengths_new (HzRecords *records)
{
  HzBookingLengths *self = g_object_new (HZ_TYPE_BOOKING_LENGTHS, NULL);

  self->records = g_object_ref (records);
  hz_preference_store_get_async (records, PREFERENCE, on_loaded_cb, g_object_ref (self));

  return self;
}

/**
 * hz_booking_lengths_get:
 * @self: the lengths
 * @kind: code of the list "meeting_kind"
 *
 * Returns: minutes
 */
int
hz_booking_lengths_get (HzBookingLengths *self,
                        const char *kind)
{
  int length = GPOINTER_TO_INT (g_hash_table_lookup (self->lengths, kind));

  if (length > 0)
    return length;
  for (gsize i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      if (g_str_equal (usual[i].kind, kind))
        return usual[i].length;
    }

  return USUAL;
}

static void
on_stored_cb (GObject *source,
              GAsyncResult *result,
              gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!hz_preference_store_put_finish (HZ_RECORDS (source), result, &error))
    g_message ("a length was not remembered: %s", error->message);
}

/**
 * hz_booking_lengths_set:
 * @self: the lengths
 * @kind: code of the list "meeting_kind"
 * @length: minutes of a new one
 */
void
hz_booking_lengths_set (HzBookingLengths *self,
                        const char *kind,
                        int length)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer key, value;

  if (hz_booking_lengths_get (self, kind) == length)
    return;

  g_hash_table_insert (self->lengths, g_strdup (kind), GINT_TO_POINTER (length));
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{si}"));
  g_hash_table_iter_init (&iter, self->lengths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_variant_builder_add (&builder, "{si}", key, GPOINTER_TO_INT (value));
  hz_preference_store_put_async (self->records, PREFERENCE, g_variant_builder_end (&builder),
                                 on_stored_cb, NULL);
}
