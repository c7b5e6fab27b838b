/// The flow as a picture: where its nodes stand, and the SVG that shows them. Pure text from
/// values; it touches the flow's nodes and nothing else.
@NullMarked
package org.ringfence.gateway.drawing;

import org.jspecify.annotations.NullMarked;
