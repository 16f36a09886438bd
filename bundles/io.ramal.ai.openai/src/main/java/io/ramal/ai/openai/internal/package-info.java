/** Chat completions: what is asked, the answer as it streams in, and what may be believed of it. */
@org.jspecify.annotations.NullMarked
package io.ramal.ai.openai.internal;
