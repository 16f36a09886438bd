package io.ramal.speech.vosk.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** An engine that hears by the clock of the sound, and notices how it is treated. */
final class FakeEngine implements ModelLoader {
    /** A clock by which files written now are old. */
    static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    final AtomicInteger loads = new AtomicInteger();
    final AtomicInteger openModels = new AtomicInteger();
    final AtomicInteger openRecognizers = new AtomicInteger();
    final AtomicInteger recognizers = new AtomicInteger();
    final AtomicInteger mistakes = new AtomicInteger();
    /** What is understood from that sample on. */
    final Map<Integer, String> words = new TreeMap<>();
    /** What a grammar hears instead, from that sample on; the grammars it was given. */
    final Map<Integer, String> closedWords = new TreeMap<>();

    final List<String> grammars = new CopyOnWriteArrayList<>();
    /** Words it knows; a grammar cannot be made of others. */
    volatile Set<String> vocabulary = Set.of();
    /** An end is heard at this sample. */
    volatile int endAt = Integer.MAX_VALUE;

    volatile int rate = 16_000;
    volatile boolean failing;
    volatile int heard;

    @Override
    public SpeechModel load(Path folder) throws IOException {
        loads.incrementAndGet();
        if (Files.exists(folder.resolve("broken"))) {
            throw new IOException("refused: " + folder);
        }
        openModels.incrementAndGet();
        return new Model();
    }

    /** Files that look like a model of the flat layout. */
    static Path model(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String f : new String[] {"final.mdl", "mfcc.conf", "HCLr.fst", "Gr.fst"}) {
            Files.writeString(folder.resolve(f), "# " + f);
        }
        return folder;
    }

    private final class Model implements SpeechModel {
        private final AtomicBoolean closed = new AtomicBoolean();
        private final AtomicInteger users = new AtomicInteger();

        @Override
        public int sampleRate() {
            return rate;
        }

        @Override
        public SpeechRecognizer recognizer() {
            note(closed.get());
            users.incrementAndGet();
            openRecognizers.incrementAndGet();
            recognizers.incrementAndGet();
            return new Ear(this, words);
        }

        @Override
        public Set<String> known(Set<String> wanted) {
            Set<String> known = new LinkedHashSet<>(wanted);
            known.retainAll(vocabulary);
            return known;
        }

        @Override
        public SpeechRecognizer recognizer(String grammar) {
            grammars.add(grammar);
            note(closed.get());
            users.incrementAndGet();
            openRecognizers.incrementAndGet();
            return new Ear(this, closedWords);
        }

        @Override
        public void close() {
            note(!closed.compareAndSet(false, true));
            note(users.get() != 0);
            openModels.decrementAndGet();
        }
    }

    private final class Ear implements SpeechRecognizer {
        private final Model model;
        private final Map<Integer, String> words;
        private final AtomicBoolean busy = new AtomicBoolean();
        private boolean closed;
        private int at;
        private int segment;

        Ear(Model model, Map<Integer, String> words) {
            this.model = model;
            this.words = words;
        }

        @Override
        public boolean accept(short[] samples) {
            if (failing) {
                throw new IllegalStateException("no");
            }
            enter();
            int before = at;
            at += samples.length;
            heard = at;
            leave();
            return before < endAt && at >= endAt;
        }

        @Override
        public String partial() {
            enter();
            String json = "{\n  \"partial\" : \"" + text() + "\"\n}";
            leave();
            return json;
        }

        @Override
        public String result() {
            enter();
            String json = "{\"text\":\"" + text() + "\"}";
            segment = at;
            leave();
            return json;
        }

        @Override
        public String last() {
            return result();
        }

        @Override
        public void close() {
            enter();
            closed = true;
            openRecognizers.decrementAndGet();
            model.users.decrementAndGet();
            leave();
        }

        private String text() {
            StringBuilder b = new StringBuilder();
            words.forEach((from, word) -> {
                if (from > segment && from <= at) {
                    b.append(b.isEmpty() ? "" : " ").append(word);
                }
            });
            return b.toString();
        }

        private void enter() {
            note(closed);
            note(!busy.compareAndSet(false, true));
        }

        private void leave() {
            busy.set(false);
        }
    }

    private void note(boolean mistake) {
        if (mistake) {
            mistakes.incrementAndGet();
        }
    }
}
