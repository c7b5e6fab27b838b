/// Tests of the web's table of routes.
@NullMarked
package org.ringfence.desktop.web;

import org.jspecify.annotations.NullMarked;
