/**
 * The HTTP API: {@link io.ramal.http.internal.Api} answers, the components carry its answers to the whiteboard, keep
 * strangers out and see to it that the port is really ours.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.http.internal;
