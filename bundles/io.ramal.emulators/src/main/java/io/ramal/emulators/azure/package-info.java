/**
 * Azure's speech service as its SDK sees it: WebSocket for speech to text and back, with every way it can fail.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.emulators.azure;
