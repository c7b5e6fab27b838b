/// Reading what an operator wrote: every wrong, missing or unknown key is collected with file, line
/// and a hint, and told at once. It knows the file format (HOCON) and nothing of what the settings
/// mean.
@NullMarked
package org.ringfence.settings;

import org.jspecify.annotations.NullMarked;
