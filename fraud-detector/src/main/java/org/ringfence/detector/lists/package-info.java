/// Lists of telephone numbers that an operator keeps by hand: what is on them and how they are read
/// from files. The list itself is a plain value that the pure core may ask; only the reader touches
/// the disk.
@NullMarked
package org.ringfence.detector.lists;

import org.jspecify.annotations.NullMarked;
