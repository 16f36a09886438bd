/**
 * The seam for voice activity detection: is somebody speaking?
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.vad;
