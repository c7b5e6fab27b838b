/// What the web shows of the questions that callers are asked, and may tell about them. Whoever
/// assembles the platform hands in the desk; nothing here knows the gateway.
@NullMarked
package org.ringfence.desktop.questions;

import org.jspecify.annotations.NullMarked;
