package io.ramal.registry.internal;

import io.ramal.ai.AiEvent;
import io.ramal.ai.AiProvider;
import io.ramal.ai.AiQuestion;
import io.ramal.ai.AiRequest;
import io.ramal.ai.AiSession;
import io.ramal.audio.AudioFrame;
import io.ramal.call.LegRole;
import io.ramal.conversation.VisitData;
import io.ramal.dial.DialProvider;
import io.ramal.extension.Extension;
import io.ramal.provider.Lease;
import io.ramal.provider.LeaseRequest;
import io.ramal.provider.Provider;
import io.ramal.provider.ProviderHealth;
import io.ramal.provider.ProviderRole;
import io.ramal.provider.ProviderTester;
import io.ramal.stt.SttEvent;
import io.ramal.stt.SttProvider;
import io.ramal.stt.SttRequest;
import io.ramal.stt.SttSession;
import io.ramal.tts.TtsEvent;
import io.ramal.tts.TtsProvider;
import io.ramal.tts.TtsRequest;
import io.ramal.tts.TtsSession;
import io.ramal.vad.VadEvent;
import io.ramal.vad.VadProvider;
import io.ramal.vad.VadRequest;
import io.ramal.vad.VadSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tries providers out. What they are given comes in a burst, not at the pace of speech; so do their times read. */
final class Tester implements ProviderTester {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** What a provider may need beside what it is given for its answer. */
    private static final Duration MARGIN_TIME = Duration.ofSeconds(5);

    private static final int MAX_SAMPLES = 60 * AudioFrame.SAMPLE_RATE;
    /** Silence around a sample, as calls have it. */
    private static final int MARGIN = AudioFrame.SAMPLE_RATE / 2;

    private static final Extension NOWHERE = new Extension(0, "0", "0", "127.0.0.1", 0, null, 0);

    private final ProviderTable table;
    private final LongSupplier nanoClock;

    Tester(ProviderTable table, LongSupplier nanoClock) {
        this.table = table;
        this.nanoClock = nanoClock;
    }

    @Override
    public List<Report> test(String id, Locale language, String text) throws InterruptedException {
        String sentence = text.isBlank() ? sample(language) : text.strip();
        if (language.getLanguage().isEmpty()) {
            throw new IllegalArgumentException("the language is no tag of one; give one such as pt-BR");
        }
        List<Offer> found = table.named(id);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no provider " + id + "; there are " + ids());
        }
        if (found.stream().map(Offer::provider).anyMatch(DialProvider.class::isInstance)) {
            throw new IllegalArgumentException(id + " would ring somebody; it cannot be tried. There are " + ids());
        }
        List<Report> reports = new ArrayList<>();
        for (Offer offer : found) {
            Trial trial = new Trial(offer.provider(), language, sentence);
            // so that its bundle is not taken away meanwhile
            if (!offer.lend()) {
                reports.add(trial.failed("it has just been withdrawn"));
                continue;
            }
            try {
                reports.add(trial.run());
            } finally {
                offer.takeBack();
            }
        }
        return reports;
    }

    private String ids() {
        return table.providers().stream()
                .filter(p -> p.info().role() != ProviderRole.DIAL)
                .map(p -> p.info().id())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String sample(Locale language) {
        return language.getLanguage().equals("en")
                ? "I have a delivery for apartment five hundred and one."
                : "Tenho uma entrega para o apartamento quinhentos e um.";
    }

    /** What is told and not read yet; one that tells on and on is read no further. */
    private static final class Inbox<E> {
        /** More than a minute of sound in pieces of 20 ms, twice. */
        static final int MAX = 6_000;

        final BlockingQueue<E> queue = new ArrayBlockingQueue<>(MAX);
        volatile boolean overrun;

        void put(E event) {
            if (!queue.offer(event)) {
                overrun = true;
            }
        }
    }

    /** One provider, one sentence. */
    private final class Trial {
        private final Provider provider;
        private final Locale language;
        private final String text;
        private final Duration patience;
        private final List<Mark> marks = new ArrayList<>();
        private short[] sample = {};
        private long begin;
        private boolean overrun;

        Trial(Provider provider, Locale language, String text) {
            this.provider = provider;
            this.language = language;
            this.text = text;
            Duration own = table.deadline(provider.info()).plus(MARGIN_TIME);
            this.patience = own.compareTo(PATIENCE) > 0 ? own : PATIENCE;
        }

        Report run() throws InterruptedException {
            try {
                return tried();
            } catch (RuntimeException | LinkageError e) {
                return failed("it failed by an error of its own: " + e);
            }
        }

        private Report tried() throws InterruptedException {
            ProviderHealth health = provider.health();
            if (!health.ready()) {
                return failed(health.reason() + (health.cure().isEmpty() ? "" : " -> " + health.cure()));
            }
            if (provider instanceof TtsProvider tts) {
                return speak(tts);
            }
            if (provider instanceof AiProvider ai) {
                return ask(ai);
            }
            String fault = spoken();
            if (fault != null) {
                return failed(fault);
            }
            if (provider instanceof SttProvider stt) {
                return hear(stt);
            }
            return detect((VadProvider) provider);
        }

        private Report speak(TtsProvider tts) throws InterruptedException {
            start();
            List<AudioFrame> sound = new ArrayList<>();
            String fault = synthesise(tts, text, sound, () -> mark("first sound"));
            mark("all of it");
            AudioFrame whole = AudioFrame.wrap(join(sound));
            if (fault != null) {
                return report(false, fault, whole);
            }
            double seconds = (double) whole.length() / AudioFrame.SAMPLE_RATE;
            double factor = marks.get(marks.size() - 1).after().toNanos() / 1e9 / seconds;
            return report(
                    whole.length() > 0,
                    String.format(Locale.ROOT, "%.1f s of sound, real-time factor %.3f", seconds, factor),
                    whole);
        }

        private Report hear(SttProvider stt) throws InterruptedException {
            Inbox<SttEvent> events = new Inbox<>();
            start();
            try (SttSession session =
                    stt.open(new SttRequest(UUID.randomUUID(), LegRole.VISITOR, language, List.of()), events::put)) {
                for (int i = 0; i < sample.length; i += AudioFrame.SAMPLES) {
                    session.accept(AudioFrame.copyOf(sample, i, Math.min(AudioFrame.SAMPLES, sample.length - i)));
                }
                session.finish();
                mark("sound given");
                for (SttEvent e = next(events); e != null; e = next(events)) {
                    if (e instanceof SttEvent.Final last) {
                        mark("text");
                        return report(
                                !last.text().isBlank(),
                                last.text().isBlank() ? "it understood nothing" : "\"" + last.text() + "\"",
                                AudioFrame.wrap(sample));
                    } else if (e instanceof SttEvent.Failed f) {
                        return report(false, f.reason(), AudioFrame.wrap(sample));
                    } else if (marks.stream().noneMatch(m -> m.what().equals("first words"))) {
                        mark("first words");
                    }
                }
            }
            return report(false, late(), AudioFrame.wrap(sample));
        }

        private Report detect(VadProvider vad) {
            int[] samples = {0, 0};
            start();
            try (VadSession session = vad.open(new VadRequest(UUID.randomUUID(), LegRole.VISITOR), e -> {
                if (e instanceof VadEvent.Verdict v) {
                    samples[v.speech() ? 1 : 0] += v.samples();
                }
            })) {
                for (int i = 0; i + AudioFrame.SAMPLES <= sample.length; i += AudioFrame.SAMPLES) {
                    session.accept(AudioFrame.copyOf(sample, i, AudioFrame.SAMPLES));
                }
            }
            mark("all of it");
            double speech = (double) samples[1] / AudioFrame.SAMPLE_RATE;
            return report(
                    samples[1] > 0 && samples[0] > 0,
                    String.format(
                            Locale.ROOT,
                            "%.1f s of speech in %.1f s",
                            speech,
                            (double) sample.length / AudioFrame.SAMPLE_RATE),
                    AudioFrame.wrap(sample));
        }

        private Report ask(AiProvider ai) throws InterruptedException {
            Inbox<AiEvent> events = new Inbox<>();
            start();
            StringBuilder words = new StringBuilder();
            try (AiSession session =
                    ai.open(new AiRequest(UUID.randomUUID(), LegRole.VISITOR, NOWHERE, language), events::put)) {
                session.ask(new AiQuestion(1, text, AiQuestion.Input.SPEECH, VisitData.EMPTY));
                for (AiEvent e = next(events); e != null; e = next(events)) {
                    if (e instanceof AiEvent.Failed f) {
                        return failed(f.reason());
                    } else if (e instanceof AiEvent.Sentence s) {
                        if (words.isEmpty()) {
                            mark("first sentence");
                        }
                        words.append(s.text()).append(' ');
                    } else if (e instanceof AiEvent.Answer a) {
                        mark("answer");
                        return report(
                                true,
                                "\"" + words.append(a.message()).toString().strip() + "\" " + a.data(),
                                AudioFrame.EMPTY);
                    }
                }
            }
            return failed(late());
        }

        /** Lays the sentence as the best voice speaks it, in silence, into the sample; why that cannot be, else null. */
        private @Nullable String spoken() throws InterruptedException {
            Optional<Lease<TtsProvider>> voice = table.lease(TtsProvider.class, LeaseRequest.of(language));
            if (voice.isEmpty()) {
                return "there is no voice that could speak a sample in " + language.toLanguageTag()
                        + " to it; ramal:providers tells why";
            }
            List<AudioFrame> sound = new ArrayList<>();
            try (Lease<TtsProvider> lease = voice.get()) {
                start();
                String fault = synthesise(lease.provider(), text, sound, () -> {});
                if (fault != null) {
                    return "the voice " + lease.provider().info().id() + " could not speak a sample to it: " + fault;
                }
            }
            short[] samples = join(sound);
            sample = new short[samples.length + 2 * MARGIN];
            System.arraycopy(samples, 0, sample, MARGIN, samples.length);
            return null;
        }

        /** Why it could not be spoken, null when it was. */
        private @Nullable String synthesise(TtsProvider tts, String words, List<AudioFrame> sound, Runnable first)
                throws InterruptedException {
            Inbox<TtsEvent> events = new Inbox<>();
            int samples = 0;
            try (TtsSession session = tts.open(TtsRequest.of(language), events::put)) {
                session.say(words);
                for (TtsEvent e = next(events); e != null && samples <= MAX_SAMPLES; e = next(events)) {
                    if (e instanceof TtsEvent.Finished) {
                        return samples == 0 ? "no sound for a sentence" : null;
                    } else if (e instanceof TtsEvent.Failed f) {
                        return f.reason();
                    } else if (e instanceof TtsEvent.Audio a && !a.frame().isEmpty()) {
                        if (samples == 0) {
                            first.run();
                        }
                        samples += a.frame().length();
                        sound.add(a.frame());
                    }
                }
            }
            return samples > MAX_SAMPLES ? "more than a minute of sound for a sentence" : late();
        }

        private void start() {
            begin = nanoClock.getAsLong();
        }

        /** What comes next, null when nothing has come in all the time there is. */
        private <E> @Nullable E next(Inbox<E> events) throws InterruptedException {
            long left = patience.toNanos() - (nanoClock.getAsLong() - begin);
            E event = left <= 0 ? null : events.queue.poll(left, TimeUnit.NANOSECONDS);
            overrun |= events.overrun;
            return overrun ? null : event;
        }

        private String late() {
            return overrun
                    ? "it told more than " + Inbox.MAX + " things before they could be read"
                    : "not done within " + patience.toSeconds() + " s";
        }

        private void mark(String what) {
            marks.add(new Mark(what, Duration.ofNanos(nanoClock.getAsLong() - begin)));
        }

        private Report failed(String reason) {
            return report(false, reason, AudioFrame.EMPTY);
        }

        private Report report(boolean passed, String result, AudioFrame sound) {
            return new Report(provider.info().id(), provider.info().role(), passed, result, marks, sound);
        }
    }

    private static short[] join(List<AudioFrame> frames) {
        short[] all = new short[frames.stream().mapToInt(AudioFrame::length).sum()];
        int at = 0;
        for (AudioFrame f : frames) {
            for (int i = 0; i < f.length(); i++) {
                all[at++] = f.sample(i);
            }
        }
        return Arrays.copyOf(all, at);
    }
}
