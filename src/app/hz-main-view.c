/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzApp"

#include "config.h"

#include "hz-main-view.h"

#include <glib/gi18n.h>

#include "hz-empty-state.h"
#include "hz-flap-fold.h"
#include "hz-language.h"
#include "hz-page-table.h"
#include "hz-role-box.h"
#include "hz-search-popover.h"
#include "hz-tab-stop.h"

#define NO_PAGE "none"
#define LONGEST_HISTORY 50

struct _HzMainView
{
  AdwBin parent_instance;

  /* Template */
  GtkWidget *toasts;
  GtkWidget *flap;
  GtkWidget *sidebar;
  GtkWidget *avatar;
  GtkWidget *person_button;
  GtkWidget *person_popover;
  GtkWidget *person_name;
  GtkWidget *person_full_name;
  GtkWidget *person_roles;
  GtkWidget *page_rows;
  GtkWidget *other_rows;
  GtkWidget *header;
  GtkWidget *title;
  GtkWidget *back;
  GtkWidget *sidebar_button;
  GtkWidget *menu_button;
  GtkWidget *squeezer;
  GtkWidget *search;
  GtkWidget *search_narrow;
  GtkWidget *pages;

  HzRecords *records;
  /* Names of the pages that were at the front before, the latest last. */
  GPtrArray *history;
  /* Places of pages that have not been built yet. */
  GHashTable *places;
};

enum
{
  PAGE_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HzMainView, hz_main_view, ADW_TYPE_BIN)

static const char *
get_page_name (HzMainView *self)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (self->pages));
}

static HzPage *
find_built_page (HzMainView *self,
                 const char *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (self->pages), name);

  return page != NULL && HZ_IS_PAGE (page) ? HZ_PAGE (page) : NULL;
}

/* Builds the page on its first visit; NULL where her roles do not open it. */
static HzPage *
get_page (HzMainView *self,
          const char *name)
{
  const HzPageEntry *entry = hz_page_table_find (name);
  HzPage *page = find_built_page (self, name);
  GVariant *place;

  if (page != NULL || entry == NULL || !hz_page_table_allows (entry, self->records))
    return page;

  page = HZ_PAGE (entry->create (self->records));
  gtk_stack_add_named (GTK_STACK (self->pages), GTK_WIDGET (page), name);
  place = g_hash_table_lookup (self->places, name);
  if (place != NULL)
    {
      hz_page_set_place (page, place);
      g_hash_table_remove (self->places, name);
    }

  return page;
}

static void
select_row (HzMainView *self,
            const char *name)
{
  GtkListBoxRow *found = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (self->page_rows);
       row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (g_strcmp0 (gtk_widget_get_name (row), name) == 0)
      found = GTK_LIST_BOX_ROW (row);

  gtk_list_box_select_row (GTK_LIST_BOX (self->page_rows), found);
}

static void
update_header (HzMainView *self)
{
  HzPage *page = hz_main_view_get_page (self);

  gtk_label_set_label (GTK_LABEL (self->title), hz_main_view_get_title (self));
  gtk_widget_set_sensitive (self->back,
                            self->history->len > 0
                            || (page != NULL && HZ_PAGE_GET_IFACE (page)->go_back != NULL));
  g_signal_emit (self, signals[PAGE_CHANGED], 0);
}

static void
show_page (HzMainView *self,
           const char *name,
           gboolean is_step_back)
{
  g_autofree char *before = g_strdup (get_page_name (self));
  HzPage *page = get_page (self, name);

  if (page == NULL)
    return;

  if (!is_step_back && before != NULL && g_strcmp0 (before, name) != 0)
    {
      g_ptr_array_add (self->history, g_steal_pointer (&before));
      if (self->history->len > LONGEST_HISTORY)
        g_ptr_array_remove_index (self->history, 0);
    }

  gtk_stack_set_visible_child (GTK_STACK (self->pages), GTK_WIDGET (page));
  select_row (self, name);
  if (adw_flap_get_folded (ADW_FLAP (self->flap)))
    adw_flap_set_reveal_flap (ADW_FLAP (self->flap), FALSE);
  update_header (self);
}

/* --- The sidebar ---------------------------------------------------------------------------------- */

static GtkWidget *
create_row (const char *name,
            const char *icon,
            const char *title,
            const char *action)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);

  return row;
}

static void
fill_sidebar (HzMainView *self)
{
  const struct
  {
    const char *icon;
    const char *title;
    const char *action;
  } others[] = {
    { "preferences-system-symbolic", N_("Settings"), "win.settings" },
    { "help-browser-symbolic", N_("Help"), "app.help" },
    { "system-lock-screen-symbolic", N_("Lock"), "app.lock" },
  };
  gsize n_entries;
  const HzPageEntry *entries = hz_page_table_get (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    if (entries[i].title != NULL && hz_page_table_allows (&entries[i], self->records))
      gtk_list_box_append (GTK_LIST_BOX (self->page_rows),
                           create_row (entries[i].name, entries[i].icon, _(entries[i].title),
                                       NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->other_rows),
                         create_row ("", others[i].icon, _(others[i].title), others[i].action));
}

/**
 * hz_main_view_focus_page:
 * @self: a view
 *
 * Puts the focus where work on the page begins; on its row while nothing of it can take it.
 */
void
hz_main_view_focus_page (HzMainView *self)
{
  HzPage *page = hz_main_view_get_page (self);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->page_rows));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus;

  if (page == NULL || root == NULL)
    return;

  hz_page_focus_first (page);
  focus = gtk_root_get_focus (root);
  if (row != NULL
      && (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page))))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
on_page_row_activated_cb (GtkListBox *list,
                          GtkListBoxRow *row,
                          HzMainView *self)
{
  show_page (self, gtk_widget_get_name (GTK_WIDGET (row)), FALSE);
  hz_main_view_focus_page (self);
}

/* "Озмоишзода Н.": the whole name may be longer than the sidebar is wide. */
static char *
shorten_name (const char *name)
{
  g_auto (GStrv) words = g_strsplit (name, " ", 3);
  char initial[7] = { 0 };

  if (words[0] == NULL || words[1] == NULL || *words[1] == '\0')
    return g_strdup (name);

  g_unichar_to_utf8 (g_utf8_get_char (words[1]), initial);

  return g_strdup_printf ("%s %s.", words[0], initial);
}

static void
fill_person (HzMainView *self)
{
  const char *name = hz_vault_get_own_name (hz_records_get_vault (self->records));
  g_autofree char *roles = hz_role_box_describe (hz_records_get_own_roles (self->records), "\n");
  g_autofree char *spoken = NULL;
  g_autofree char *brief = NULL;

  name = name != NULL ? name : "";
  spoken = g_strdup_printf (_("Signed in: %s"), name);
  adw_avatar_set_text (ADW_AVATAR (self->avatar), name);
  brief = shorten_name (name);
  gtk_label_set_label (GTK_LABEL (self->person_name), brief);
  gtk_label_set_label (GTK_LABEL (self->person_full_name), name);
  gtk_label_set_label (GTK_LABEL (self->person_roles), roles);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->person_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* --- The menu ------------------------------------------------------------------------------------- */

static GMenuModel *
create_menu (void)
{
  g_autoptr (GMenu) languages = g_menu_new ();
  g_autoptr (GMenu) screens = g_menu_new ();
  g_autoptr (GMenu) program = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (int i = 0; i < HZ_N_LANGUAGES; i++)
    {
      g_autofree char *action = g_strdup_printf ("app.language::%s", hz_language_get_code (i));

      g_menu_append (languages, hz_language_get_own_name (i), action);
    }
  g_menu_append (screens, _("Settings"), "win.settings");
  g_menu_append (screens, _("Help for this screen"), "app.help");
  g_menu_append (screens, _("What is protected and what is not"), "app.help-page::protection");
  g_menu_append (screens, _("Keyboard shortcuts"), "app.shortcuts");
  g_menu_append (screens, _("About the program"), "app.about");
  g_menu_append (program, _("Another person"), "app.another-person");
  g_menu_append (program, _("Lock and quit"), "app.quit");

  g_menu_append_section (menu, NULL, G_MENU_MODEL (languages));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (screens));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (program));

  return G_MENU_MODEL (menu);
}

/* --- The class ------------------------------------------------------------------------------------ */

static void
hz_main_view_dispose (GObject *object)
{
  HzMainView *self = HZ_MAIN_VIEW (object);

  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HZ_TYPE_MAIN_VIEW);
  g_clear_object (&self->records);
  g_clear_pointer (&self->history, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);

  G_OBJECT_CLASS (hz_main_view_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HzMainView, toasts);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, flap);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, sidebar);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, avatar);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, person_button);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, person_popover);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, person_name);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, person_full_name);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, person_roles);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, page_rows);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, other_rows);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, header);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, title);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, back);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, squeezer);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, search);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, search_narrow);
  gtk_widget_class_bind_template_child (widget_class, HzMainView, pages);
}

static void
hz_main_view_class_init (HzMainViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hz_main_view_dispose;

  signals[PAGE_CHANGED] = g_signal_new ("page-changed", G_TYPE_FROM_CLASS (klass),
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HZ_TYPE_TOAST_STRIP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/tj/hamroz/Hamroz/ui/app/hz-main-view.ui");
  bind_children (widget_class);
}

static void
hz_main_view_init (HzMainView *self)
{
  g_autoptr (GMenuModel) menu = create_menu ();

  gtk_widget_init_template (GTK_WIDGET (self));
  hz_flap_fold_watch (ADW_FLAP (self->flap));
  hz_tab_stop_add (GTK_LIST_BOX (self->page_rows));
  self->history = g_ptr_array_new_with_free_func (g_free);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_variant_unref);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu_button), menu);
  g_signal_connect (self->page_rows, "row-activated", G_CALLBACK (on_page_row_activated_cb), self);
}

/* What an account without any page sees: that of a mere administrator. */
static void
show_nothing (HzMainView *self)
{
  GtkWidget *state = hz_empty_state_new ("preferences-system-symbolic",
                                         _("Accounts and the centre are under Settings."));

  hz_empty_state_set_action (HZ_EMPTY_STATE (state), _("Settings"), "win.settings");
  gtk_stack_add_named (GTK_STACK (self->pages), state, NO_PAGE);
  gtk_stack_set_visible_child (GTK_STACK (self->pages), state);
  update_header (self);
}

/**
 * hz_main_view_new:
 * @records: of who is signed in
 *
 * Returns: (transfer floating): the view, her first page at the front
 */
GtkWidget *
hz_main_view_new (HzRecords *records)
{
  HzMainView *self = g_object_new (HZ_TYPE_MAIN_VIEW, NULL);

  self->records = g_object_ref (records);
  fill_sidebar (self);
  fill_person (self);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->search), hz_search_popover_new (records));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->search_narrow),
                               hz_search_popover_new (records));
  hz_main_view_show_row (self, 1);
  if (get_page_name (self) == NULL)
    show_nothing (self);

  return GTK_WIDGET (self);
}

HzPage *
hz_main_view_get_page (HzMainView *self)
{
  const char *name = get_page_name (self);

  return name != NULL ? find_built_page (self, name) : NULL;
}

const char *
hz_main_view_get_title (HzMainView *self)
{
  HzPage *page = hz_main_view_get_page (self);
  const char *title = page != NULL ? hz_page_get_title (page) : NULL;

  return title != NULL ? title : "";
}

/**
 * hz_main_view_get_place:
 * @self: a view
 *
 * Returns: (transfer full): which page is at the front, and the places of all that were visited
 */
GVariant *
hz_main_view_get_place (HzMainView *self)
{
  GVariantDict dict;
  GVariantDict pages;
  gsize n_entries;
  const HzPageEntry *entries = hz_page_table_get (&n_entries);
  const char *name = get_page_name (self);

  g_variant_dict_init (&pages, NULL);
  for (gsize i = 0; i < n_entries; i++)
    {
      HzPage *page = find_built_page (self, entries[i].name);
      g_autoptr (GVariant) place = NULL;

      if (page != NULL)
        place = hz_page_get_place (page);
      else if (g_hash_table_contains (self->places, entries[i].name))
        place = g_variant_ref (g_hash_table_lookup (self->places, entries[i].name));
      if (place != NULL)
        g_variant_dict_insert_value (&pages, entries[i].name, place);
    }

  g_variant_dict_init (&dict, NULL);
  if (name != NULL)
    g_variant_dict_insert (&dict, "page", "s", name);
  g_variant_dict_insert_value (&dict, "pages", g_variant_dict_end (&pages));

  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

/* A dialog that was open comes back over whatever page is at the front: its own is built at once. */
static void
open_dialogs (HzMainView *self)
{
  gsize n_entries;
  const HzPageEntry *entries = hz_page_table_get (&n_entries);

  for (gsize i = 0; i < n_entries; i++)
    {
      GVariant *place = g_hash_table_lookup (self->places, entries[i].name);
      gboolean has_dialog = FALSE;

      if (place != NULL && g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT) &&
          g_variant_lookup (place, "dialog", "b", &has_dialog) && has_dialog)
        get_page (self, entries[i].name);
    }
}

/**
 * hz_main_view_set_place:
 * @self: a view just made
 * @place: (nullable): what hz_main_view_get_place() gave, perhaps of an older program
 *
 * Brings her back.
 */
void
hz_main_view_set_place (HzMainView *self,
                        GVariant *place)
{
  g_autoptr (GVariant) pages = NULL;
  const char *name = NULL;
  GVariantIter iter;
  char *key;
  GVariant *value;

  if (place == NULL || !g_variant_is_of_type (place, G_VARIANT_TYPE_VARDICT))
    return;

  pages = g_variant_lookup_value (place, "pages", G_VARIANT_TYPE_VARDICT);
  if (pages != NULL)
    {
      g_variant_iter_init (&iter, pages);
      while (g_variant_iter_next (&iter, "{sv}", &key, &value))
        {
          HzPage *page = find_built_page (self, key);

          if (page != NULL)
            hz_page_set_place (page, value);
          else
            g_hash_table_replace (self->places, g_strdup (key), g_variant_ref (value));
          g_free (key);
          g_variant_unref (value);
        }
    }

  if (g_variant_lookup (place, "page", "&s", &name))
    show_page (self, name, TRUE);
  open_dialogs (self);
}

void
hz_main_view_show_page (HzMainView *self,
                        const char *name)
{
  show_page (self, name, FALSE);
}

void
hz_main_view_show_row (HzMainView *self,
                       int number)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->page_rows), number - 1);

  if (row != NULL)
    on_page_row_activated_cb (GTK_LIST_BOX (self->page_rows), row, self);
}

gboolean
hz_main_view_has_page (HzMainView *self,
                       const char *name)
{
  const HzPageEntry *entry = hz_page_table_find (name);

  return entry != NULL && hz_page_table_allows (entry, self->records);
}

/**
 * hz_main_view_perform:
 * @self: a view
 * @page: name of a page
 * @verb: what it is asked
 * @argument: with what
 * @shows: whether it comes to the front first
 *
 * Returns: whether the page could do it
 */
gboolean
hz_main_view_perform (HzMainView *self,
                      const char *page,
                      const char *verb,
                      const char *argument,
                      gboolean shows)
{
  HzPage *front = hz_main_view_get_page (self);
  HzPage *found = get_page (self, page);
  gboolean done;

  if (found == NULL)
    return FALSE;

  /* A key does not say whom it is about; the page at the front knows who is on the screen. */
  if (*argument == '\0' && front != NULL && front != found &&
      hz_page_perform (front, verb, argument))
    return TRUE;

  if (shows)
    show_page (self, page, FALSE);
  done = hz_page_perform (found, verb, argument);
  update_header (self);

  return done;
}

/**
 * hz_main_view_go_back:
 * @self: a view
 *
 * A step back inside the page, else to the page before.
 */
void
hz_main_view_go_back (HzMainView *self)
{
  HzPage *page = hz_main_view_get_page (self);
  g_autofree char *before = NULL;

  if (page != NULL && hz_page_go_back (page))
    {
      update_header (self);
      return;
    }

  if (self->history->len == 0)
    return;

  before = g_ptr_array_steal_index (self->history, self->history->len - 1);
  show_page (self, before, TRUE);
}

void
hz_main_view_find (HzMainView *self)
{
  HzPage *page = hz_main_view_get_page (self);

  if (page != NULL)
    hz_page_find (page);
}

void
hz_main_view_search (HzMainView *self)
{
  GtkWidget *shown = adw_squeezer_get_visible_child (ADW_SQUEEZER (self->squeezer));
  gboolean is_narrow = shown != NULL && gtk_widget_is_ancestor (self->search_narrow, shown);

  gtk_menu_button_popup (GTK_MENU_BUTTON (is_narrow ? self->search_narrow : self->search));
}

void
hz_main_view_toggle_sidebar (HzMainView *self)
{
  gboolean is_shown = adw_flap_get_reveal_flap (ADW_FLAP (self->flap));

  adw_flap_set_reveal_flap (ADW_FLAP (self->flap), !is_shown);
  if (!is_shown)
    gtk_widget_child_focus (self->page_rows, GTK_DIR_TAB_FORWARD);
}

HzToastStrip *
hz_main_view_get_toasts (HzMainView *self)
{
  return HZ_TOAST_STRIP (self->toasts);
}
