package io.ramal.speech.whisper.internal;

import io.ramal.provider.ProviderHealth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model: where it lies, whether it is loaded, what is the matter otherwise. One thread looks after it ({@link #look});
 * the rest is for any.
 */
final class ModelSlot implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelSlot.class);

    /** A file untouched for so long is complete, also when we have never seen it before. */
    private static final long SETTLED_MILLIS = 5000;

    private static final String SOURCE = "https://huggingface.co/ggerganov/whisper.cpp";

    private final Path file;
    private final ModelLoader loader;
    private final Clock clock;

    private volatile @Nullable SharedModel current;
    private volatile ProviderHealth health;
    private volatile Languages languages = Languages.MULTILINGUAL;
    private final Object lock = new Object();
    private boolean closed;
    private boolean looked;
    /** What was loaded or refused last; not tried again until it changes. */
    private @Nullable Fingerprint tried;
    /** What was there at the last look and may still be growing. */
    private @Nullable Fingerprint arriving;

    /** Enough to see a file change. */
    private record Fingerprint(
            long bytes, long modified, @Nullable Object key) {
        /** Empty when there is no such file. */
        static Optional<Fingerprint> of(Path file) {
            try {
                BasicFileAttributes a = Files.readAttributes(file, BasicFileAttributes.class);
                return a.isRegularFile()
                        ? Optional.of(
                                new Fingerprint(a.size(), a.lastModifiedTime().toMillis(), a.fileKey()))
                        : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /** Knows of a file; {@link #look} is what loads it. */
    ModelSlot(Path file, ModelLoader loader, Clock clock) {
        this.file = file;
        this.loader = loader;
        this.clock = clock;
        this.health = ProviderHealth.starting("looking for a speech model at " + file);
    }

    Path file() {
        return file;
    }

    ProviderHealth health() {
        return health;
    }

    /** Those of the model that is loaded; before there is one, those of the models that are meant. */
    Languages languages() {
        return languages;
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
     * Loads a file that has appeared or changed. One that grows while we watch is left alone until it has been the same
     * twice. A model whose file vanishes or is replaced by a bad one stays in service.
     */
    void look() {
        boolean first = !looked;
        looked = true;
        Optional<Fingerprint> found = Fingerprint.of(file);
        if (found.isEmpty()) {
            arriving = null;
            tried = null;
            if (current == null) {
                unavailable("no speech model at " + file, cure());
            }
            return;
        }
        Fingerprint now = found.get();
        if (now.equals(tried)) {
            return;
        }
        boolean old = clock.millis() - now.modified() >= SETTLED_MILLIS;
        if (!(first && old) && !now.equals(arriving)) {
            arriving = now;
            return;
        }
        arriving = null;
        tried = now;
        try {
            load();
        } catch (IOException e) {
            if (current == null) {
                unavailable(message(e), e instanceof NoEngineException n ? n.cure() : cure());
            } else {
                LOG.warn("The new speech model is not taken: {}. The one in use stays.", message(e));
            }
        }
    }

    /** Lets the model go; whoever still uses it keeps it until done. */
    @Override
    public void close() {
        health = ProviderHealth.unavailable("the Whisper engine is stopped", "start it");
        swap(null, true);
    }

    private void load() throws IOException {
        if (current == null) {
            health = ProviderHealth.starting("loading the speech model at " + file);
        }
        long start = System.nanoTime();
        SpeechModel model = loader.load(ModelFile.read(file));
        languages = Languages.of(model.multilingual());
        if (!swap(new SharedModel(model), false)) {
            return;
        }
        health = ProviderHealth.READY;
        LOG.info("Speech model {} loaded in {} ms", file, (System.nanoTime() - start) / 1_000_000);
        if (languages.equals(Languages.ENGLISH)) {
            LOG.warn(
                    "The speech model at {} understands English only: Whisper serves no Portuguese callers."
                            + " Cure: put ggml-base.bin, without \".en\", from {} there",
                    file,
                    SOURCE);
        }
    }

    /** False when the engine has ended meanwhile: what was loaded has come for nothing. */
    private boolean swap(@Nullable SharedModel fresh, boolean forEver) {
        SharedModel out;
        boolean late;
        synchronized (lock) {
            late = closed && fresh != null;
            out = late ? fresh : current;
            current = late ? null : fresh;
            closed |= forEver;
        }
        if (out != null) {
            out.release();
        }
        return !late;
    }

    private void unavailable(String reason, String cure) {
        if (health.state() != ProviderHealth.State.UNAVAILABLE
                || !health.reason().equals(reason)) {
            health = ProviderHealth.unavailable(reason, cure);
            LOG.warn("whisper cannot serve: {}. Cure: {}", reason, cure);
        }
    }

    private String cure() {
        return "download ggml-base.bin from " + SOURCE + " and put it at " + file
                + " (model.file of io.ramal.speech.whisper)";
    }

    private static String message(IOException e) {
        String m = e.getMessage();
        return m == null ? e.toString() : m;
    }
}
