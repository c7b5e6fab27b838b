/// The defence under examination: ours beside what others have, family by family of machines and
/// group by group of people. It makes mornings, plays them and counts; it judges nothing itself.
@NullMarked
package org.ringfence.simulator.defence;

import org.jspecify.annotations.NullMarked;
