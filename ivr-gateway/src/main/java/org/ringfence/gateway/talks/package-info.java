/// Those who join a talk beside agent and caller and are no colleagues: numbers outside,
/// interpreters, a supervisor's ear. It uses AMI and the bus; their legs run the dialplan's
/// `rf-party` and `rf-ear`. Colleagues are offers, see [org.ringfence.gateway.offers].
@NullMarked
package org.ringfence.gateway.talks;

import org.jspecify.annotations.NullMarked;
