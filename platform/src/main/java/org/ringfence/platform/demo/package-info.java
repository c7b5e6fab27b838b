/// The demonstration: people, machines and agents as real SIP calls against the running platform,
/// with its progress and a closing summary in the terminal. It uses the platform only as its users
/// do: by telephone and over HTTP.
@NullMarked
package org.ringfence.platform.demo;

import org.jspecify.annotations.NullMarked;
