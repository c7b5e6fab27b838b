/// Caller plans and agent plans: what each caller, machine and agent of a scenario will do, and the
/// CSV files that hold them. It knows the format and nothing of who plays it.
@NullMarked
package org.ringfence.simulator.plans;

import org.jspecify.annotations.NullMarked;
