/**
 * What a resident answers when asked whether a visitor may come in. Words become kinds of phrases ({@code Lexicon}, data in
 * {@code answers_xx_YY.txt}), kinds become a verdict by a few ordered rules ({@code Rules}), verdicts become one decision
 * ({@link io.ramal.doorman.internal.decision.Decision}).
 *
 * <p>Everything fails closed. A gate is opened only by an answer of which every single word is understood, that holds a
 * permission and no negation, condition, question or doubt. No list can be complete, so what is in none of them is never a
 * yes. All of it is pure: no clock, no thread, no I/O after loading.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.doorman.internal.decision;
