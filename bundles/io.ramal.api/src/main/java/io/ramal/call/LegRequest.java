package io.ramal.call;

import java.util.Locale;

/**
 * How a leg hears and speaks.
 *
 * @param line the transport's side
 * @param language language heard and spoken
 * @param voice an engine's name of a voice, empty for its default
 */
public record LegRequest(Line line, Locale language, String voice) {}
