/// Signing in by a provider of OpenID Connect: settings, the protocol, and who somebody is by the
/// provider's word. It knows nothing of HTTP servers and of sessions.
@NullMarked
package org.ringfence.desktop.oidc;

import org.jspecify.annotations.NullMarked;
