/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "HzPages"

#include "hz-page.h"

G_DEFINE_INTERFACE (HzPage, hz_page, GTK_TYPE_WIDGET)

static void
hz_page_default_init (HzPageInterface *iface)
{
}

/**
 * hz_page_get_title:
 * @self: a page
 *
 * Returns: (transfer none): its name in the interface's language
 */
const char *
hz_page_get_title (HzPage *self)
{
  g_return_val_if_fail (HZ_IS_PAGE (self), NULL);

  return HZ_PAGE_GET_IFACE (self)->get_title (self);
}

/**
 * hz_page_get_place:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): where the person is on it
 */
GVariant *
hz_page_get_place (HzPage *self)
{
  HzPageInterface *iface;
  GVariant *place;

  g_return_val_if_fail (HZ_IS_PAGE (self), NULL);

  iface = HZ_PAGE_GET_IFACE (self);
  place = iface->get_place != NULL ? iface->get_place (self) : NULL;

  return place != NULL ? g_variant_ref_sink (place) : NULL;
}

/**
 * hz_page_set_place:
 * @self: a page
 * @place: (nullable): what hz_page_get_place() gave, of a page of this kind
 *
 * Brings the person back; what is no longer there is passed over.
 */
void
hz_page_set_place (HzPage *self,
                   GVariant *place)
{
  g_return_if_fail (HZ_IS_PAGE (self));

  if (place != NULL && HZ_PAGE_GET_IFACE (self)->set_place != NULL)
    HZ_PAGE_GET_IFACE (self)->set_place (self, place);
}

/**
 * hz_page_focus_first:
 * @self: a page
 *
 * Puts the focus where work on this page begins.
 */
void
hz_page_focus_first (HzPage *self)
{
  g_return_if_fail (HZ_IS_PAGE (self));

  if (HZ_PAGE_GET_IFACE (self)->focus_first != NULL)
    HZ_PAGE_GET_IFACE (self)->focus_first (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/**
 * hz_page_find:
 * @self: a page
 *
 * Returns: whether the page has a search of its own, which has the focus now
 */
gboolean
hz_page_find (HzPage *self)
{
  g_return_val_if_fail (HZ_IS_PAGE (self), FALSE);

  return HZ_PAGE_GET_IFACE (self)->find != NULL && HZ_PAGE_GET_IFACE (self)->find (self);
}

/**
 * hz_page_go_back:
 * @self: a page
 *
 * Returns: whether there was a step back to take inside the page
 */
gboolean
hz_page_go_back (HzPage *self)
{
  g_return_val_if_fail (HZ_IS_PAGE (self), FALSE);

  return HZ_PAGE_GET_IFACE (self)->go_back != NULL && HZ_PAGE_GET_IFACE (self)->go_back (self);
}

/**
 * hz_page_get_help_page:
 * @self: a page
 *
 * Returns: (transfer none): the name of the help text for what is on the screen now
 */
const char *
hz_page_get_help_page (HzPage *self)
{
  g_return_val_if_fail (HZ_IS_PAGE (self), NULL);

  if (HZ_PAGE_GET_IFACE (self)->help_page == NULL)
    return "index";

  return HZ_PAGE_GET_IFACE (self)->help_page (self);
}

/**
 * hz_page_perform:
 * @self: a page
 * @verb: what to do
 * @argument: an id in hex, or what the verb takes; may be ""
 *
 * Does what an action of the window asks.
 *
 * Returns: whether the page knows the verb and could do it
 */
gboolean
hz_page_perform (HzPage *self,
                 const char *verb,
                 const char *argument)
{
  g_return_val_if_fail (HZ_IS_PAGE (self), FALSE);

  return HZ_PAGE_GET_IFACE (self)->perform != NULL
         && HZ_PAGE_GET_IFACE (self)->perform (self, verb, argument);
}
