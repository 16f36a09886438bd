package io.ramal.speech.openai.internal;

import io.ramal.provider.ProviderHealth;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the service fares, as far as an operator must know: a refused key, or too many requests. For either it is left alone
 * for a while and then tried by the next utterance. Any other failure is one utterance's; who fails often is left out by
 * whoever lends providers. Thread-safe.
 */
final class Health {
    /** A refused key is tried again so often: somebody may have renewed it. */
    static final Duration KEY_RECHECK = Duration.ofMinutes(5);
    /** How long a service that has had enough is left alone when it does not say, twice as long each time. */
    static final Duration BACK_OFF = Duration.ofSeconds(2);
    /** Whatever it says, it is tried again after so long. */
    static final Duration BACK_OFF_MAX = Duration.ofMinutes(5);

    private static final Duration BACK_OFF_MIN = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(Health.class);

    private final String what;
    private final LongSupplier clock;
    /** Read on the threads of calls: without a lock. */
    private volatile @Nullable Down down;

    private int throttledInARow;

    private record Down(ProviderHealth told, long until) {}

    /** @param what and where, for people, such as {@code speech recognition at api.openai.com} */
    Health(String what, LongSupplier clock) {
        this.what = what;
        this.clock = clock;
    }

    ProviderHealth now() {
        Down d = down;
        return d == null || clock.getAsLong() - d.until >= 0 ? ProviderHealth.READY : d.told;
    }

    /** An utterance came about. */
    void served() {
        boolean back;
        synchronized (this) {
            back = down != null;
            down = null;
            throttledInARow = 0;
        }
        if (back) {
            LOG.info("{}: serves again", what);
        }
    }

    /** Something failed. */
    void failed(Failure failure) {
        ProviderHealth told;
        synchronized (this) {
            if (failure.kind() == Failure.Kind.OTHER) {
                return;
            }
            boolean key = failure.kind() == Failure.Kind.KEY;
            // requests under way at the same moment are told the same
            if (!key && !now().ready()) {
                return;
            }
            Duration wait = key ? KEY_RECHECK : backOff(failure.pause());
            told = ProviderHealth.unavailable(
                    failure.reason(),
                    key
                            ? "check SPEECH_OPENAI_KEY (.key in " + SpeechSettings.PID
                                    + ".cfg) and url: it must be a key"
                                    + " of the service at that address; it is tried again when they change and after "
                                    + KEY_RECHECK.toMinutes() + " minutes"
                            : "it is asked again in " + wait.toSeconds()
                                    + " s; if this comes often, raise the limits of"
                                    + " the account or of the service");
            down = new Down(told, clock.getAsLong() + wait.toNanos());
        }
        LOG.warn("{}: {}; {}", what, told.reason(), told.cure());
    }

    private Duration backOff(@Nullable Duration asked) {
        Duration wait = asked == null ? BACK_OFF.multipliedBy(1L << Math.min(throttledInARow, 10)) : asked;
        throttledInARow++;
        if (wait.compareTo(BACK_OFF_MIN) < 0) {
            return BACK_OFF_MIN;
        }
        return wait.compareTo(BACK_OFF_MAX) > 0 ? BACK_OFF_MAX : wait;
    }
}
