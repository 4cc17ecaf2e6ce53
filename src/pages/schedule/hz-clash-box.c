/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-clash-box.h"

#include "hz-appointment-store.h"
#include "hz-appointment-text.h"
#include "hz-shell.h"

/**
 * HzClashBox:
 *
 * What speaks against a time, in sentences, and a field for why it is given all the same. Hidden while
 * nothing does.
 */
struct _HzClashBox
{
  GtkBox parent_instance;

  GtkWidget *clashes;
  GtkWidget *reason;

  HzRecords *records;
  GCancellable *cancellable;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzClashBox, hz_clash_box, GTK_TYPE_BOX)

typedef struct
{
  HzClashBox *box;
  HzAppointment *wish;
} Check;

static void
show_clashes (HzClashBox *self,
              HzAppointment *wish,
              GPtrArray *clashes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; clashes != NULL && i < clashes->len; i++)
    {
      g_autofree char *line =
        hz_appointment_text_clash (self->records, g_ptr_array_index (clashes, i), wish);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  gtk_label_set_label (GTK_LABEL (self->clashes), text->str);
  gtk_widget_set_visible (GTK_WIDGET (self), text->len > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_clashes_found_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer data)
{
  Check *check = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) clashes =
    hz_appointment_store_list_finish (HZ_RECORDS (source), result, &error);

  if (clashes != NULL && check->box->records != NULL)
    show_clashes (check->box, check->wish, clashes);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hz_shell_report (GTK_WIDGET (check->box), error);
  g_object_unref (check->box);
  g_object_unref (check->wish);
  g_free (check);
}

static gboolean
hz_clash_box_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_CLASH_BOX (widget)->reason);
}

static void
on_reason_changed_cb (HzClashBox *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
hz_clash_box_dispose (GObject *object)
{
  HzClashBox *self = HZ_CLASH_BOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);
  gtk_widget_dispose_template (GTK_WIDGET (self), HZ_TYPE_CLASH_BOX);

  G_OBJECT_CLASS (hz_clash_box_parent_class)->dispose (object);
}

static void
hz_clash_box_class_init (HzClashBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_clash_box_dispose;
  widget_class->grab_focus = hz_clash_box_grab_focus;

  /**
   * HzClashBox::changed:
   *
   * Something else speaks against the time, nothing any more, or the reason is another one.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/tj/hamroz/Hamroz/ui/pages/schedule/hz-clash-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HzClashBox, clashes);
  gtk_widget_class_bind_template_child (widget_class, HzClashBox, reason);
}

static void
hz_clash_box_init (HzClashBox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (on_reason_changed_cb), self);
}

/**
 * hz_clash_box_set_records:
 * @self: the box
 * @records: where is looked
 */
void
hz_clash_box_set_records (HzClashBox *self,
                          HzRecords *records)
{
  g_return_if_fail (HZ_IS_CLASH_BOX (self));

  g_set_object (&self->records, records);
}

/**
 * hz_clash_box_check:
 * @self: the box
 * @wish: (nullable): an appointment, saved or not; %NULL when there is none yet
 *
 * Looks for what speaks against its time.
 */
void
hz_clash_box_check (HzClashBox *self,
                    HzAppointment *wish)
{
  Check *check;

  g_return_if_fail (HZ_IS_CLASH_BOX (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (wish == NULL)
    {
      show_clashes (self, NULL, NULL);
      return;
    }
  self->cancellable = g_cancellable_new ();
  check = g_new0 (Check, 1);
  check->box = g_object_ref (self);
  check->wish = g_object_ref (wish);
  hz_appointment_store_find_clashes_async (self->records, wish, self->cancellable,
                                           on_clashes_found_cb, check);
}

gboolean
hz_clash_box_has_clash (HzClashBox *self)
{
  g_return_val_if_fail (HZ_IS_CLASH_BOX (self), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (self));
}

/**
 * hz_clash_box_get_reason:
 * @self: the box
 *
 * Returns: (transfer none): why it is given all the same, "" when nothing was written
 */
const char *
hz_clash_box_get_reason (HzClashBox *self)
{
  g_return_val_if_fail (HZ_IS_CLASH_BOX (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->reason));
}

void
hz_clash_box_set_reason (HzClashBox *self,
                         const char *reason)
{
  g_return_if_fail (HZ_IS_CLASH_BOX (self));

  gtk_editable_set_text (GTK_EDITABLE (self->reason), reason);
}
