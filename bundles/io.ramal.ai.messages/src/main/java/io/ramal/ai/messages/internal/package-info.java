/** The HTTP backend: requests, replies and what can go wrong with them. */
@org.jspecify.annotations.NullMarked
package io.ramal.ai.messages.internal;
