/** Speech to text and back by any service with OpenAI's audio interface. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.openai;
