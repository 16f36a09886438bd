/** Speech or not: the Silero network in plain Java. */
@org.jspecify.annotations.NullMarked
package io.ramal.vad.silero;
