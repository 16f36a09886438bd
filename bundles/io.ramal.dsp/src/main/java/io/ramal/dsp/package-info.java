/** Pure sound arithmetic: resampling, level, WAV files, cutting sound into frames. A library, not a service. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.dsp;
