/// The morning of the incident, three times over: people alone, under attack without a defence, and
/// under attack with ours. It makes and plays the mornings and says whether the scenario fits what
/// is known of that day.
@NullMarked
package org.ringfence.simulator.incident;

import org.jspecify.annotations.NullMarked;
