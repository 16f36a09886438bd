/**
 * Sound as it travels through the house: 8 kHz, mono, signed 16 bit, in immutable frames.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.audio;
