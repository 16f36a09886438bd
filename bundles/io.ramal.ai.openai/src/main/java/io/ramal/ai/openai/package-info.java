/** Answers by any service with OpenAI's chat interface, sentence by sentence. */
@org.jspecify.annotations.NullMarked
package io.ramal.ai.openai;
