package io.ramal.provider;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A provider lent for one utterance. Whoever holds it says how it went, once per thing asked for: that is what chooses
 * the next provider. All methods return at once and may be called on any thread.
 */
@ProviderType
public interface Lease<P extends Provider> extends AutoCloseable {
    P provider();

    /**
     * How long the provider may let its holder wait for what was asked for: the text after the end of an utterance, the
     * next sound of a sentence, an answer. Whoever waited longer calls {@link #failed} and goes on with another one.
     */
    Duration deadline();

    /**
     * Whether the provider is no longer offered, or has been replaced by an operator's choice: a holder that keeps it
     * across utterances gives it back at the next opportunity. One it was lent for a single utterance goes on.
     */
    boolean retired();

    /**
     * The provider has done what it was asked for.
     *
     * @param latency from the question until the first of the result was there
     */
    void served(Duration latency);

    /**
     * The provider has not done what it was asked for.
     *
     * @param reason for the log, without anybody's words
     */
    void failed(String reason);

    /** Gives it back. Idempotent. */
    @Override
    void close();
}
