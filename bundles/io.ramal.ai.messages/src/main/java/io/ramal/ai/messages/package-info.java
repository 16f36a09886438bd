/** Answers by the HTTP backend at AI_API_URL. */
@org.jspecify.annotations.NullMarked
package io.ramal.ai.messages;
