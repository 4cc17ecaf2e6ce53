/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HZ_TYPE_PAGE (hz_page_get_type ())
G_DECLARE_INTERFACE (HzPage, hz_page, HZ, PAGE, GtkWidget)

/**
 * HzPageInterface:
 * @get_title: the page's name in the interface's language, as the window's title shows it; never a
 *   client, a code or a letter's number
 * @get_place: where the person is on this page (what is open, selected, scrolled to, and the ids of
 *   drafts on the screen), floating; %NULL where there is nothing to remember. It may hold ids, and
 *   no text: the window keeps it sealed in the person's own ring. In an a{sv} the key "dialog" (b)
 *   tells that a dialog of the page is open, which may stand over another page
 * @set_place: goes to such a place; what is no longer there is passed over
 * @focus_first: puts the focus where work on this page begins
 * @find: Ctrl+F: puts the focus into the page's own search; %FALSE where it has none
 * @go_back: Alt+Left and Ctrl+W: one step back inside the page; %FALSE at its first view
 * @help_page: the name of the help text for what is on the screen now, such as "clients"
 * @perform: does what an action of the window asks of this page (see below); %FALSE when it cannot
 *
 * What the window asks of each page of its sidebar. All are optional but @get_title.
 *
 * A page lives as long as an unlocked window in one language: a lock and a change of language
 * throw it away, and its place brings the person back in the next one.
 */
struct _HzPageInterface
{
  GTypeInterface parent_iface;

  const char *(*get_title) (HzPage *self);
  GVariant *(*get_place) (HzPage *self);
  void (*set_place) (HzPage *self,
                     GVariant *place);
  void (*focus_first) (HzPage *self);
  gboolean (*find) (HzPage *self);
  gboolean (*go_back) (HzPage *self);
  const char *(*help_page) (HzPage *self);
  gboolean (*perform) (HzPage *self,
                       const char *verb,
                       const char *argument);
};

/* Actions of the window, and the page and verb each becomes; the argument is an id in hex, or what is
 * said. The window shows the page first where the verb is "show". Without an argument, as from a key,
 * the page at the front is asked first: it does it for whom it shows, or gives %FALSE.
 *
 *   win.show-client (s id)            clients    "show"
 *   win.new-client (s typed text)     clients    "new"
 *   win.show-appointment (s id)       schedule   "show"
 *   win.show-day (s ISO date)         schedule   "show-day"
 *   win.book (s client id or "")      schedule   "book"
 *   win.show-case (s case id)         cases      "show"
 *   win.new-case (s client id)        cases      "new"
 *   win.new-note (s case id or "")    cases      "new-note"
 *   win.show-referral (s id)          referrals  "show"
 *   win.refer (s client id or "")     referrals  "refer"
 *   win.show-page (s page name)       today, clients, schedule, cases, referrals
 */

const char *hz_page_get_title (HzPage *self);
GVariant *hz_page_get_place (HzPage *self);
void hz_page_set_place (HzPage *self,
                        GVariant *place);
void hz_page_focus_first (HzPage *self);
gboolean hz_page_find (HzPage *self);
gboolean hz_page_go_back (HzPage *self);
const char *hz_page_get_help_page (HzPage *self);
gboolean hz_page_perform (HzPage *self,
                          const char *verb,
                          const char *argument);

G_END_DECLS
