/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "config.h"

#include "hz-referral-table.h"

#include <glib/gi18n.h>

#include "hz-date-text.h"
#include "hz-referral-words.h"
#include "hz-zone.h"

/**
 * HzReferralTable:
 *
 * The journal of letters, newest first. Whoever may see numbers alone has a button to hand the paper
 * over.
 */
struct _HzReferralTable
{
  GtkBox parent_instance;

  GtkWidget *view;
  GListStore *store;
};

typedef enum
{
  COLUMN_NUMBER,
  COLUMN_DATE,
  COLUMN_TO,
  COLUMN_ASKED,
  COLUMN_STATE,
  COLUMN_DUE,
  COLUMN_HAND_OVER,
} Column;

enum
{
  SIGNAL_OPEN,
  SIGNAL_HAND_OVER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzReferralTable, hz_referral_table, GTK_TYPE_BOX)

static char *
describe (HzReferral *referral,
          Column column)
{
  switch (column)
    {
    case COLUMN_NUMBER:
      return hz_referral_dup_number (referral);
    case COLUMN_DATE:
      return hz_date_text_short (referral->issued_on);
    case COLUMN_TO:
      return g_strdup (referral->recipient);
    case COLUMN_ASKED:
      return hz_referral_words_describe_asked (referral);
    case COLUMN_STATE:
      return hz_referral_words_describe_state (referral);
    case COLUMN_DUE:
      return hz_date_is_set (referral->answer_due) ? hz_date_text_short (referral->answer_due)
                                                   : g_strdup ("");
    case COLUMN_HAND_OVER:
    default:
      return g_strdup ("");
    }
}

static void
emit_of (HzReferralTable *self,
         guint signal,
         HzReferral *referral)
{
  g_autofree char *hex = hz_id_to_hex (&referral->stamp.id);

  g_signal_emit (self, signals[signal], 0, hex);
}

static void
on_view_activate_cb (HzReferralTable *self,
                     guint position)
{
  g_autoptr (HzReferral) referral = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (referral != NULL)
    emit_of (self, SIGNAL_OPEN, referral);
}

static void
on_hand_over_clicked_cb (GtkButton *button,
                         GtkListItem *item)
{
  GtkWidget *table = gtk_widget_get_ancestor (GTK_WIDGET (button), HZ_TYPE_REFERRAL_TABLE);

  if (gtk_list_item_get_item (item) != NULL)
    emit_of (HZ_REFERRAL_TABLE (table), SIGNAL_HAND_OVER, gtk_list_item_get_item (item));
}

static void
on_setup_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item,
             gpointer data)
{
  GtkWidget *child;

  if (GPOINTER_TO_INT (data) == COLUMN_HAND_OVER)
    {
      child = gtk_button_new_with_label (_("Hand over"));
      g_signal_connect (child, "clicked", G_CALLBACK (on_hand_over_clicked_cb), item);
    }
  else
    {
      child = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (child), 0);
      gtk_label_set_wrap (GTK_LABEL (child), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
      if (GPOINTER_TO_INT (data) != COLUMN_TO && GPOINTER_TO_INT (data) != COLUMN_ASKED)
        gtk_widget_add_css_class (child, "numeric");
    }
  gtk_list_item_set_child (item, child);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory,
            GtkListItem *item,
            gpointer data)
{
  HzReferral *referral = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  Column column = GPOINTER_TO_INT (data);
  g_autofree char *text = NULL;

  if (column == COLUMN_HAND_OVER)
    {
      gtk_widget_set_visible (child, !referral->is_void && !hz_date_is_set (referral->handed_over_on));
      return;
    }

  text = describe (referral, column);
  gtk_label_set_label (GTK_LABEL (child), text != NULL ? text : "");
  if (column == COLUMN_STATE && hz_referral_get_days_late (referral, hz_zone_get_today ()) > 0)
    gtk_widget_add_css_class (child, "hz-late");
  else
    gtk_widget_remove_css_class (child, "hz-late");
}

static void
add_column (HzReferralTable *self,
            const char *title,
            Column column,
            gboolean expands)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *view_column;

  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), GINT_TO_POINTER (column));
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_expand (view_column, expands);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), view_column);
  g_object_unref (view_column);
}

static gboolean
hz_referral_table_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (HZ_REFERRAL_TABLE (widget)->view);
}

static void
hz_referral_table_finalize (GObject *object)
{
  g_clear_object (&HZ_REFERRAL_TABLE (object)->store);

  G_OBJECT_CLASS (hz_referral_table_parent_class)->finalize (object);
}

static void
hz_referral_table_class_init (HzReferralTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hz_referral_table_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = hz_referral_table_grab_focus;

  /**
   * HzReferralTable::open:
   * @self: the table
   * @id: of a letter, in hex
   *
   * It is to be shown.
   */
  signals[SIGNAL_OPEN] =
    g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * HzReferralTable::hand-over:
   * @self: the table
   * @id: of a letter, in hex
   *
   * The paper has been given away.
   */
  signals[SIGNAL_HAND_OVER] =
    g_signal_new ("hand-over", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hz_referral_table_init (HzReferralTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkSingleSelection *selection;

  self->store = g_list_store_new (HZ_TYPE_REFERRAL);
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (selection));
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (self->view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Journal of letters"), -1);
  g_signal_connect_swapped (self->view, "activate", G_CALLBACK (on_view_activate_cb), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (self), scrolled);
}

/**
 * hz_referral_table_new:
 * @numbers_only: for those who see numbers and dates, and hand the paper over
 *
 * Returns: (transfer floating): an empty table
 */
GtkWidget *
hz_referral_table_new (gboolean numbers_only)
{
  HzReferralTable *self = g_object_new (HZ_TYPE_REFERRAL_TABLE, NULL);

  add_column (self, C_ ("letter", "No."), COLUMN_NUMBER, numbers_only);
  add_column (self, C_ ("letter", "Date"), COLUMN_DATE, numbers_only);
  if (!numbers_only)
    {
      add_column (self, C_ ("letter", "To"), COLUMN_TO, TRUE);
      add_column (self, C_ ("letter", "Asked for"), COLUMN_ASKED, TRUE);
    }
  add_column (self, C_ ("letter", "State"), COLUMN_STATE, numbers_only);
  if (numbers_only)
    add_column (self, "", COLUMN_HAND_OVER, FALSE);
  else
    add_column (self, _("Answer due"), COLUMN_DUE, FALSE);

  return GTK_WIDGET (self);
}

/**
 * hz_referral_table_set_referrals:
 * @self: the table
 * @referrals: (element-type HzReferral): newest first
 */
void
hz_referral_table_set_referrals (HzReferralTable *self,
                                 GPtrArray *referrals)
{
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       referrals->pdata, referrals->len);
}
