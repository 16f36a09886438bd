/** Understanding by word lists and grammar of numbers: text in, what is known of a visit out. */
@org.jspecify.annotations.NullMarked
package io.ramal.ai.rules.internal;
