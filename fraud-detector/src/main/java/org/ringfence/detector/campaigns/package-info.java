/// Campaigns: calls that act as one machine, gathered under what they share, with counts that
/// explain them to people. Pure: no clock, file, thread or log; numbers come as hashes.
@NullMarked
package org.ringfence.detector.campaigns;

import org.jspecify.annotations.NullMarked;
