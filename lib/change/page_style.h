/* How the page of view_page.c looks: black on white, or the reader's dark theme; deletions struck, insertions underlined, so that
 * nothing is told by colour alone. */
#ifndef GWR_CHANGE_PAGE_STYLE_H
#define GWR_CHANGE_PAGE_STYLE_H

extern const char page_style[];
#endif
