package io.ramal.tts;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sentences that are said in many calls and hold nobody's data. Whoever speaks registers one as a service; they are
 * synthesised ahead of the first call, and only they may be kept on disk.
 */
@ConsumerType
public interface CommonPhrases {
    /** The sentences by language, most urgent first. */
    Map<Locale, List<String>> phrases();
}
