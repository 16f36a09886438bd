package io.ramal.speech.whisper.internal;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperContextParams;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import io.github.givimad.whisperjni.WhisperSamplingStrategy;
import io.github.givimad.whisperjni.WhisperState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** The real engine. The only class that calls the Whisper library; the library is loaded by the first use. */
final class WhisperEngine implements ModelLoader {
    /**
     * The library finds its objects in maps of its own that it does not guard: whoever adds or removes one must be alone.
     * Those maps belong to the class loader, like this lock.
     */
    private static final ReadWriteLock MAPS = new ReentrantReadWriteLock();

    private static boolean loaded;

    private final int parallel;
    private final int threads;

    /**
     * An engine.
     *
     * @param parallel most utterances at a time
     * @param threads for each of them
     */
    WhisperEngine(int parallel, int threads) {
        this.parallel = parallel;
        this.threads = threads;
    }

    @Override
    public SpeechModel load(ModelFile file) throws IOException {
        WhisperJNI library = library();
        LoadedModel model = new LoadedModel(library, context(library, file), file);
        try {
            for (int i = 0; i < parallel; i++) {
                model.addState();
            }
            // a model with weights that do not work together fails only here
            Pcm trial = Pcm.of(new short[0]);
            model.transcribe(trial.samples(), trial.context(file.context()), "en");
            return model;
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    private static synchronized WhisperJNI library() throws NoEngineException {
        if (!loaded) {
            NativeLibrary.load();
            // its own log goes to the console, words and all; through Java it would detach the threads that call it
            WhisperJNI.setLibraryLogger(null);
            loaded = true;
        }
        return new WhisperJNI();
    }

    private static WhisperContext context(WhisperJNI library, ModelFile file) throws IOException {
        WhisperContextParams params = new WhisperContextParams();
        params.useGPU = false;
        MAPS.writeLock().lock();
        try {
            @Nullable WhisperContext context = library.initNoState(file.path(), params);
            if (context == null) {
                throw new IOException("Whisper refuses the model at " + file.path()
                        + ": its weights are not those that its head announces");
            }
            return context;
        } finally {
            MAPS.writeLock().unlock();
        }
    }

    private final class LoadedModel implements SpeechModel {
        private final WhisperJNI library;
        private final WhisperContext context;
        private final ModelFile file;
        private final List<WhisperState> states = new ArrayList<>();
        private final BlockingQueue<WhisperState> idle = new ArrayBlockingQueue<>(parallel);

        LoadedModel(WhisperJNI library, WhisperContext context, ModelFile file) {
            this.library = library;
            this.context = context;
            this.file = file;
        }

        void addState() throws IOException {
            MAPS.writeLock().lock();
            try {
                @Nullable WhisperState state = library.initState(context);
                if (state == null) {
                    throw new IOException("there is not enough memory for the speech model at " + file.path());
                }
                states.add(state);
                idle.add(state);
            } finally {
                MAPS.writeLock().unlock();
            }
        }

        @Override
        public boolean multilingual() {
            return file.multilingual();
        }

        @Override
        public int maxContext() {
            return file.context();
        }

        @Override
        public String transcribe(float[] sound, int audioContext, String language) throws IOException {
            WhisperState state;
            try {
                state = idle.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
            MAPS.readLock().lock();
            try {
                int result = library.fullWithState(context, state, params(audioContext, language), sound, sound.length);
                if (result != 0) {
                    throw new IOException("the engine ended with " + result);
                }
                StringBuilder text = new StringBuilder();
                int segments = library.fullNSegmentsFromState(state);
                for (int i = 0; i < segments; i++) {
                    text.append(library.fullGetSegmentTextFromState(state, i));
                }
                return text.toString();
            } finally {
                MAPS.readLock().unlock();
                idle.add(state);
            }
        }

        private WhisperFullParams params(int audioContext, String language) {
            WhisperFullParams p = new WhisperFullParams(WhisperSamplingStrategy.GREEDY);
            p.nThreads = threads;
            p.audioCtx = audioContext;
            p.language = language;
            p.noContext = true;
            // nobody reads them, but without them a model that sees a part of its context often misses the end of a
            // sentence
            // and writes it over and over
            p.noTimestamps = false;
            p.singleSegment = true;
            p.suppressBlank = true;
            p.suppressNonSpeechTokens = true;
            // once and without chance: the same sound is the same text, and takes the same time
            p.temperature = 0;
            p.temperatureInc = 0;
            p.greedyBestOf = 1;
            p.printProgress = false;
            p.printTimestamps = false;
            return p;
        }

        @Override
        public void close() {
            MAPS.writeLock().lock();
            try {
                states.forEach(WhisperState::close);
                context.close();
            } finally {
                MAPS.writeLock().unlock();
            }
        }
    }
}
