/**
 * The seam for speech-to-text, one session per utterance.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.1.0")
@org.jspecify.annotations.NullMarked
package io.ramal.stt;
