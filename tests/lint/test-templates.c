/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every template in the program's resources is built once: its properties, children, bindings and
 * the names of its classes are right, and it has a class of ours that uses it. The class itself is
 * not made, because a page wants records to show; the template is put on a stand-in of the same
 * parent, with closures that do nothing.
 */

#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define FOLDER "/tj/hamroz/Hamroz/ui"

extern const struct
{
  const char *name;
  GType (*get_type) (void);
} hz_classes[];

/* A scope that knows all our classes and takes any callback for granted. */

typedef struct
{
  GObject parent_instance;
} HzAnyScope;

typedef struct
{
  GObjectClass parent_class;
} HzAnyScopeClass;

static void hz_any_scope_iface_init (GtkBuilderScopeInterface *iface);

static GType hz_any_scope_get_type (void);

G_DEFINE_TYPE_WITH_CODE (HzAnyScope, hz_any_scope, GTK_TYPE_BUILDER_CSCOPE,
                         G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDER_SCOPE,
                                                hz_any_scope_iface_init))

static GClosure *
create_closure (GtkBuilderScope        *scope,
                GtkBuilder             *builder,
                const char             *function_name,
                GtkBuilderClosureFlags  flags,
                GObject                *object,
                GError                **error)
{
  return g_closure_new_simple (sizeof (GClosure), NULL);
}

static void
hz_any_scope_iface_init (GtkBuilderScopeInterface *iface)
{
  iface->create_closure = create_closure;
}

static void
hz_any_scope_class_init (HzAnyScopeClass *klass)
{
}

static void
hz_any_scope_init (HzAnyScope *self)
{
}

/* What stands between @before and the next quote. */
static char *
find_attribute (const char *text,
                const char *before)
{
  const char *start = strstr (text, before);
  const char *end;

  if (start == NULL)
    return NULL;
  start += strlen (before);
  end = strchr (start, '"');
  return end != NULL ? g_strndup (start, end - start) : NULL;
}

static guint
class_size (GType type)
{
  GTypeQuery query;

  g_type_query (type, &query);
  return query.class_size;
}

static guint
instance_size (GType type)
{
  GTypeQuery query;

  g_type_query (type, &query);
  return query.instance_size;
}

static void
test_template (gconstpointer data)
{
  const char *path = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = NULL;
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GtkBuilderScope) scope = g_object_new (hz_any_scope_get_type (), NULL);
  g_autoptr (GObject) object = NULL;
  g_autofree char *name = NULL;
  g_autofree char *parent_name = NULL;
  g_autofree char *named = NULL;
  g_autofree char *renamed = NULL;
  g_autofree char *stand_in_name = NULL;
  GType type, parent, stand_in;

  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);
  text = g_string_new_len (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  gtk_builder_set_scope (builder, scope);
  name = find_attribute (text->str, "<template class=\"");
  if (name == NULL)
    {
      gtk_builder_add_from_string (builder, text->str, text->len, &error);
      g_assert_no_error (error);
      return;
    }

  /* Rows of lists are built by their factories. */
  if (strcmp (name, "GtkListItem") == 0)
    return;

  type = g_type_from_name (name);
  g_assert_cmpuint (type, !=, G_TYPE_INVALID);
  parent = g_type_parent (type);
  parent_name = find_attribute (text->str, " parent=\"");
  g_assert_cmpstr (parent_name, ==, g_type_name (parent));

  stand_in_name = g_strconcat (name, "StandIn", NULL);
  stand_in = g_type_register_static_simple (parent, stand_in_name, class_size (parent), NULL,
                                            instance_size (parent), NULL, 0);
  object = g_object_new (stand_in, NULL);
  /* The toolkit owns a window; anything else is ours once it does not float. */
  if (GTK_IS_WINDOW (object))
    g_object_ref (object);
  else if (g_object_is_floating (object))
    g_object_ref_sink (object);
  named = g_strdup_printf ("<template class=\"%s\"", name);
  renamed = g_strdup_printf ("<template class=\"%s\"", stand_in_name);
  g_string_replace (text, named, renamed, 1);
  gtk_builder_set_current_object (builder, object);
  gtk_builder_extend_with_template (builder, object, stand_in, text->str, text->len, &error);
  g_assert_no_error (error);

  if (GTK_IS_WINDOW (object))
    gtk_window_destroy (GTK_WINDOW (object));
}

static void
add_folder (const char *folder)
{
  g_auto (GStrv) children =
    g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (char **child = children; child != NULL && *child != NULL; child++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s", folder, *child);

      if (g_str_has_suffix (path, "/"))
        {
          path[strlen (path) - 1] = '\0';
          add_folder (path);
        }
      else if (g_str_has_suffix (path, ".ui"))
        {
          g_autofree char *test = g_strconcat ("/templates", path + strlen (FOLDER), NULL);

          g_test_add_data_func_full (test, g_strdup (path), test_template, g_free);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (guint i = 0; hz_classes[i].name != NULL; i++)
    g_type_ensure (hz_classes[i].get_type ());
  add_folder (FOLDER);

  return g_test_run ();
}
