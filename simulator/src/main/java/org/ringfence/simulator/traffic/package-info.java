/// Traffic that people and machines would make, written as caller plans: seeded generators whose
/// every parameter stands in `config/traffic`. It knows the plan format and chance, and nothing of
/// who plays or judges the plans.
@NullMarked
package org.ringfence.simulator.traffic;

import org.jspecify.annotations.NullMarked;
