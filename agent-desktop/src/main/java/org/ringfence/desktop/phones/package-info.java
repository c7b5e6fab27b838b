/// Agents' phones in their browsers: with what they come to Asterisk, and how. It knows nothing of
/// SIP.
@NullMarked
package org.ringfence.desktop.phones;

import org.jspecify.annotations.NullMarked;
