/// The web of the platform: the live board, the agent's page, health and metrics, wired from its
/// parts. It knows the bus and the site and nothing of the other services.
@NullMarked
package org.ringfence.desktop;

import org.jspecify.annotations.NullMarked;
