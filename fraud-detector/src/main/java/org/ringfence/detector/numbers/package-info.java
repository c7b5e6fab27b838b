/// What a telephone number says by itself: whether its area code exists and what kind it is.
@NullMarked
package org.ringfence.detector.numbers;

import org.jspecify.annotations.NullMarked;
