package io.ramal.speech.vosk.internal;

import io.ramal.provider.ProviderHealth;
import io.ramal.speech.vosk.internal.ModelFolder.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of one language: where it lies, whether it is loaded, what is the matter otherwise. One thread looks after it
 * ({@link #look}, {@link #install}); the rest is for any.
 */
final class ModelSlot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

    /** A folder untouched for so long is complete, also when we have never seen it before. */
    private static final long SETTLED_MILLIS = 5000;

    private final String language;
    private final Path folder;
    private final String archive;
    private final ModelLoader loader;
    private final Clock clock;

    private volatile @Nullable SharedModel current;
    private volatile ProviderHealth health;
    private final Object lock = new Object();
    private boolean closed;
    private boolean looked;
    /** What was loaded or refused last; not tried again until it changes. */
    private @Nullable Fingerprint tried;
    /** What was there at the last look and may still be growing. */
    private @Nullable Fingerprint arriving;

    /**
     * Knows of a folder; {@link #look} is what loads it.
     *
     * @param archive name of a model that would do, for people
     */
    ModelSlot(String language, Path folder, String archive, ModelLoader loader, Clock clock) {
        this.language = language;
        this.folder = folder;
        this.archive = archive;
        this.loader = loader;
        this.clock = clock;
        this.health = ProviderHealth.starting("looking for a speech model at " + folder);
    }

    String language() {
        return language;
    }

    Path folder() {
        return folder;
    }

    ProviderHealth health() {
        return health;
    }

    /** The model for one more use, to be released; null when none is loaded. */
    @Nullable
    SharedModel acquire() {
        // a model replaced between the two steps refuses, and then the new one is there
        for (SharedModel m = current; m != null; m = current) {
            if (m.acquire()) {
                return m;
            }
        }
        return null;
    }

    /**
     * Loads what has appeared or changed in the folder. A folder that fills while we watch is left alone until it has been
     * the same twice: the engine may abort the process over a half-written one. A model that vanishes stays in service.
     */
    void look() {
        boolean first = !looked;
        looked = true;
        Optional<String> fault = ModelFolder.fault(folder);
        Optional<Fingerprint> found = ModelFolder.fingerprint(folder);
        if (fault.isPresent() || found.isEmpty()) {
            arriving = null;
            if (current == null) {
                unavailable(fault.orElse("no speech model at " + folder), cure());
            }
            return;
        }
        Fingerprint now = found.get();
        if (now.equals(tried)) {
            return;
        }
        boolean old = clock.millis() - now.newest() >= SETTLED_MILLIS;
        if (!(first && old) && !now.equals(arriving)) {
            arriving = now;
            return;
        }
        try {
            load();
        } catch (IOException e) {
            if (current == null) {
                unavailable(message(e), e instanceof NoEngineException ? NoEngineException.CURE : cure());
            } else {
                LOG.warn("The new speech model is not taken: {}. The one in use stays.", message(e));
            }
        }
    }

    /**
     * Puts an unpacked model in the folder's place and loads it; what was there is kept beside it as {@code *.previous}.
     *
     * @throws IOException when it cannot be used; then everything is as before
     */
    void install(Path unpacked) throws IOException {
        boolean had = Files.exists(folder);
        Fingerprint before = tried;
        Path previous = folder.resolveSibling(folder.getFileName() + ".previous");
        if (had) {
            Trees.delete(previous);
            Trees.move(folder, previous);
        }
        try {
            Trees.move(unpacked, folder);
            load();
        } catch (IOException e) {
            Trees.delete(folder);
            if (had) {
                Trees.move(previous, folder);
            }
            tried = before;
            throw e;
        }
    }

    /** Lets the model go; whoever still uses it keeps it until done. */
    @Override
    public void close() {
        health = ProviderHealth.unavailable("the Vosk engine is stopped", "start it");
        swap(null, true);
    }

    private void load() throws IOException {
        arriving = null;
        tried = ModelFolder.fingerprint(folder).orElse(null);
        if (current == null) {
            health = ProviderHealth.starting("loading the speech model at " + folder);
        }
        long start = System.nanoTime();
        swap(new SharedModel(loader.load(folder)), false);
        health = ProviderHealth.READY;
        LOG.info("Speech model {} loaded in {} ms", folder, (System.nanoTime() - start) / 1_000_000);
    }

    private void swap(@Nullable SharedModel fresh, boolean forEver) {
        SharedModel out;
        synchronized (lock) {
            // a load that was slower than the end of the engine has come for nothing
            boolean late = closed && fresh != null;
            out = late ? fresh : current;
            current = late ? null : fresh;
            closed |= forEver;
        }
        if (out != null) {
            out.release();
        }
    }

    private void unavailable(String reason, String cure) {
        if (health.state() != ProviderHealth.State.UNAVAILABLE
                || !health.reason().equals(reason)) {
            health = ProviderHealth.unavailable(reason, cure);
            LOG.warn("vosk-{} cannot serve: {}. Cure: {}", language, reason, cure);
        }
    }

    private String cure() {
        return "run: ramal:model-install " + language + ", or unpack " + archive + " there";
    }

    private static String message(IOException e) {
        String m = e.getMessage();
        return m == null ? e.toString() : m;
    }
}
