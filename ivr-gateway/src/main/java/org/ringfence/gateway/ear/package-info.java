/// Prints of what callers sound like: has Asterisk record the first seconds of pressed lines'
/// callers, makes 64 bits of them and deletes the recording. It touches the folder of recordings
/// and AMI.
@NullMarked
package org.ringfence.gateway.ear;

import org.jspecify.annotations.NullMarked;
