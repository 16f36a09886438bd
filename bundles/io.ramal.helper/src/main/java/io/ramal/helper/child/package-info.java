/**
 * The helper's side: what every helper process does, whatever engine it loads. Travels inside the engine's archive and
 * needs nothing of the server.
 */
@org.jspecify.annotations.NullMarked
package io.ramal.helper.child;
