/**
 * What all providers have in common: who they are, how they fare, and how one is leased for an utterance.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.2.0")
@org.jspecify.annotations.NullMarked
package io.ramal.provider;
