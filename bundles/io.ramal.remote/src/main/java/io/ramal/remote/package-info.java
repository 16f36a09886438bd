/**
 * Services of others over a network: what every provider needs that asks one. Whom to trust, how much of an answer to take,
 * when to ask again, utterances under way and their order. A library without services or state of its own.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
@org.jspecify.annotations.NullMarked
package io.ramal.remote;
