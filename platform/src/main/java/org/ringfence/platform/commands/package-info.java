/// The commands of the runnable, one class each: they read options, call one thing and choose the
/// exit code.
@NullMarked
package org.ringfence.platform.commands;

import org.jspecify.annotations.NullMarked;
