/** Speech to text and text to speech by any service with OpenAI's HTTP interface. */
@org.jspecify.annotations.NullMarked
package io.ramal.speech.openai;
