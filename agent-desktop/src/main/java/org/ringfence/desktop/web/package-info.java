/// The HTTP side: routes, the guard against foreign pages, live streams and the files of the pages.
/// It reads views, publishes what agents ask for, and decides nothing.
@NullMarked
package org.ringfence.desktop.web;

import org.jspecify.annotations.NullMarked;
