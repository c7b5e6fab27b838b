/// What the operator has: the numbers that are called, the queues behind them, the agents. Plain
/// values that all services read and none changes.
@NullMarked
package org.ringfence.site;

import org.jspecify.annotations.NullMarked;
