/**
 * The HTTP API. A request is let in by the {@link io.ramal.http.internal.Gatekeeper}, finds its call in the
 * {@link io.ramal.http.internal.Router} and is answered by one of the {@code …Routes}, a group of calls each. The components
 * carry requests and answers between them and the whiteboard, and see to it that the port is really ours.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.http.internal;
