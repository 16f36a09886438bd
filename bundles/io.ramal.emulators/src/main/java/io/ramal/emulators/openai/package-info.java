/**
 * A service with OpenAI's HTTP interface: chat completions, transcriptions, speech, with every way it can fail.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.emulators.openai;
