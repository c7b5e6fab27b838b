/// The queue manager as the platform sees it: its settings, the factory of its cores and its
/// meters. It hears and says only messages; hosting the cores is the decider's host's business.
@NullMarked
package org.ringfence.queue;

import org.jspecify.annotations.NullMarked;
