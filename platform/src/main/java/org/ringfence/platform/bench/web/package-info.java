/// What the web costs under a crowd: many boards that watch, and many who ask for the public page.
/// The clients run here, the platform in a process of its own.
@NullMarked
package org.ringfence.platform.bench.web;

import org.jspecify.annotations.NullMarked;
