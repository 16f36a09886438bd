/** Answers by built-in rules, offline. */
@org.jspecify.annotations.NullMarked
package io.ramal.ai.rules;
