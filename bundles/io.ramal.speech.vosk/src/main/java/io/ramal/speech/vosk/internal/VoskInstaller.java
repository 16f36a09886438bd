package io.ramal.speech.vosk.internal;

import io.ramal.provider.ModelInstaller;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a model from where it is published into service: fetch, verify, unpack beside its place, put in place, load. */
final class VoskInstaller implements ModelInstaller {
    private static final Logger LOG = LoggerFactory.getLogger(VoskInstaller.class);
    private static final Duration STALL = Duration.ofSeconds(30);

    private final VoskModels models;
    private final Path downloads;
    private final List<Model> known;
    private final Archive.Limits limits;
    private final Duration stall;
    private final LongSupplier nanoClock;
    private final ReentrantLock busy = new ReentrantLock();

    VoskInstaller(
            VoskModels models,
            Path downloads,
            List<Model> known,
            Archive.Limits limits,
            Duration stall,
            LongSupplier nanoClock) {
        this.models = models;
        this.downloads = downloads;
        this.known = List.copyOf(known);
        this.limits = limits;
        this.stall = stall;
        this.nanoClock = nanoClock;
    }

    static VoskInstaller create(VoskModels models, Path downloads) {
        return new VoskInstaller(models, downloads, KnownModels.ALL, Archive.Limits.DEFAULT, STALL, System::nanoTime);
    }

    @Override
    public String provider() {
        return "vosk";
    }

    @Override
    public List<Model> known() {
        return known;
    }

    /**
     * Installs a known model, or one from an address or a path. The language of the latter is told by its file name
     * ({@code …-pt-….zip}) or in front of it: {@code pt=https://…}.
     */
    @Override
    public String install(String nameOrUrl, String sha256, Consumer<Progress> progress) throws IOException {
        ModelSource source = ModelSource.of(nameOrUrl, sha256, known, models.languages());
        Path folder = models.folder(source.language())
                .orElseThrow(() -> new IOException("the language " + source.language() + " is switched off: set model."
                        + source.language() + " in io.ramal.speech.vosk"));
        if (!busy.tryLock()) {
            throw new IOException("another installation of a Vosk model is running; wait for it to end");
        }
        try {
            install(source, folder, new Ticker(progress, nanoClock));
            LOG.info("Speech model {} installed from {}", folder, source.address());
            return folder.toString();
        } catch (FileSystemException e) {
            throw new IOException(sentence(e), e);
        } finally {
            busy.unlock();
        }
    }

    private void install(ModelSource source, Path folder, Ticker ticker) throws IOException {
        if (source.isLocal()) {
            verify(source, source.path(), ticker, "");
            unpack(source, source.path(), folder, ticker);
            return;
        }
        Files.createDirectories(downloads);
        PartFile part = new PartFile(downloads, source.fileName());
        new Download(source.uri(), part, limits.bytes(), stall, nanoClock, ticker).fetch();
        // whole from here on: whatever is wrong with it now, fetching the rest would not heal it
        try {
            verify(source, part.path(), ticker, "; the download has been thrown away");
            unpack(source, part.path(), folder, ticker);
        } finally {
            part.discard();
        }
    }

    private static void verify(ModelSource source, Path file, Ticker ticker, String consequence) throws IOException {
        String expected = source.sha256();
        if (expected.isEmpty()) {
            return;
        }
        String actual = Checksum.sha256(file, ticker);
        if (!actual.equals(expected)) {
            throw new IOException("the checksum of " + source.fileName() + " is wrong: expected sha256 " + expected
                    + ", it has " + actual + consequence + "."
                    + (source.sumIsOurs()
                            ? " The expected one is second-hand: if the publisher vouches for the other, give it with"
                                    + " the command to install that file"
                            : " Check the sum and the address"));
        }
    }

    private void unpack(ModelSource source, Path archive, Path folder, Ticker ticker) throws IOException {
        Path unpacking = folder.resolveSibling(folder.getFileName() + ".unpacking");
        Trees.delete(unpacking);
        try {
            Archive.unpack(archive, unpacking, limits, ticker);
            Path model = ModelFolder.find(unpacking)
                    .orElseThrow(() -> new IOException(source.fileName()
                            + " holds no Vosk model: no folder in it has a final.mdl with its conf and graph"));
            models.install(source.language(), model);
        } finally {
            Trees.delete(unpacking);
        }
    }

    private static String sentence(FileSystemException e) {
        String reason = e.getReason();
        if (reason != null && reason.contains("No space left")) {
            return "the disk is full: " + e.getFile() + " could not be written. Make room and repeat the command";
        }
        return e.getFile() + " could not be written or moved: "
                + (reason == null ? e.getClass().getSimpleName() : reason);
    }
}
