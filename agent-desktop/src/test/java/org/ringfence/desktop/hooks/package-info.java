@NullMarked
package org.ringfence.desktop.hooks;

import org.jspecify.annotations.NullMarked;
